import { EventEmitter } from 'node:events';
import type { Agent, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { BodySource } from './read-body.ts';
import type { Slabs } from './slabs.ts';

/**
 * Node's own parser reads the head of every response. A long body of known length then comes straight from the socket
 * into memory that is used again, past the parser and its streams: most of the work for a byte is theirs. Such a
 * connection serves no second request.
 */

/** Who reads from a socket instead of the parser. */
interface Reading {
  /** Null when it has all it wants. */
  room(): Uint8Array | null;
  /** Answers whether to go on. */
  took(bytes: number): boolean;
}

interface Tap {
  reading: Reading | null;
  /** Set while the parser sees the head of a body that is worth it. */
  begin: (() => Reading) | null;
}

const HEAD_BYTES = 65_536;
/** A shorter body is quickly read, may have come with its head, and its connection is worth keeping. */
const LEAST_BYTES = 1_048_576;

const taps = new WeakMap<Duplex, Tap>();

/** The same agent, whose sockets let a body past the parser. */
export function withDirectBodies<Kind extends Agent>(agent: Kind): Kind {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const tap: Tap = { reading: null, begin: null };
    const scratch = new Uint8Array(HEAD_BYTES);
    const onread = {
      buffer: (): Uint8Array => tap.reading?.room() ?? scratch,
      callback(bytes: number): boolean {
        if (tap.reading !== null) return tap.reading.took(bytes);
        // What a socket that is read in the usual way would do.
        socket?.emit('data', Buffer.from(scratch.subarray(0, bytes)));
        tap.reading = tap.begin?.() ?? null;
        return true;
      },
    };
    const socket = connect(Object.assign(options, { onread }), callback);
    if (socket) taps.set(socket, tap);
    return socket;
  };
  return agent;
}

/** How long a body is that may come directly; null where it is better read in the usual way. */
export function directLength({ headersDistinct, socket }: IncomingMessage): number | null {
  const [length = '', ...others] = headersDistinct['content-length'] ?? [];
  const isPlain = others.length === 0 && headersDistinct['transfer-encoding'] === undefined && taps.has(socket);
  return isPlain && Number(length) >= LEAST_BYTES ? Number(length) : null;
}

/**
 * The body of a response that is just being announced: nobody may have read any of it. It ends after `length` bytes;
 * what a server sends behind them is not looked at.
 */
export function directBody(incoming: IncomingMessage, length: number, slabs: Slabs): BodySource {
  const { socket } = incoming;
  const tap = taps.get(socket);
  if (tap === undefined) throw new TypeError('this response came over another socket');
  const events = new EventEmitter();
  const memory = slabs.open();
  let left = length;

  const pass = (piece: Uint8Array): void => {
    left -= piece.byteLength;
    if (left === 0) memory.end();
    events.emit('data', piece);
    if (left === 0) events.emit('end');
  };
  tap.begin = () => {
    tap.begin = null;
    // What came with the head went to the parser, which stops the socket where that is much.
    const first: Uint8Array | null = incoming.read();
    if (first !== null) pass(first);
    socket.resume();
    return {
      room: () => (left > 0 ? memory.room() : null),
      took(bytes) {
        if (left > 0) pass(memory.take(Math.min(bytes, left)));
        return left > 0;
      },
    };
  };
  incoming.on('error', (error) => events.emit('error', error));
  incoming.on('close', () => events.emit('close'));
  return Object.assign(events, { pause: () => socket.pause(), resume: () => socket.resume() });
}
