import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { startTestServer, type TestServer } from '../http/test-server.ts';
import type { Clock } from '../ports.ts';
import { createRdbSource } from '../practice/rdb-writer.ts';
import { createEtag } from '../us3/etag.ts';

/** Reproducible bytes that repeat nowhere near each other, so that a shifted or mixed file shows. */
export function testBytes(sizeBytes: number, seed = 'a'): Buffer {
  const blocks: Buffer[] = [Buffer.from('REDIS0011')];
  for (let at = 0; at < sizeBytes; at += 64) blocks.push(createHash('sha512').update(`${seed} ${at}`).digest());
  return Buffer.concat(blocks).subarray(0, sizeBytes);
}

/** A sound RDB file, for downloads that are checked. */
export function rdbBytes(sizeBytes: number, seed = 1): Buffer {
  return Buffer.from(createRdbSource({ seed, sizeBytes }).read(0, sizeBytes));
}

export function us3EtagOf(bytes: Uint8Array): string {
  const etag = createEtag();
  etag.update(bytes);
  return `"${etag.digest()}"`;
}

/** One answer of the storage; says itself how it ends. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface ObjectOptions {
  readonly etag?: string | null;
  readonly headers?: Record<string, string>;
  /** Bytes after which the connection is cut. */
  readonly cutAfter?: number;
  readonly ignoresRange?: boolean;
  /** Content-Length is not told. */
  readonly isChunked?: boolean;
  /** How fast one connection is. */
  readonly bytesPerSecond?: number;
}

/** An answer as a sound storage gives it, or bent by the options. */
export function objectAnswer(bytes: Buffer, options: ObjectOptions = {}): Answer {
  return (request, response) => {
    const { etag = us3EtagOf(bytes), cutAfter } = options;
    const ifRange = request.headers['if-range'];
    const [, range, lastAsked] = /^bytes=(\d+)-(\d*)$/u.exec(request.headers.range ?? '') ?? [];
    const isPart = range !== undefined && options.ignoresRange !== true && (ifRange === undefined || ifRange === etag);
    const start = isPart ? Number(range) : 0;
    const end = isPart && lastAsked ? Math.min(Number(lastAsked) + 1, bytes.byteLength) : bytes.byteLength;
    const body = bytes.subarray(start, end);
    response.writeHead(isPart ? 206 : 200, {
      'content-type': 'application/octet-stream',
      ...(options.isChunked === true ? {} : { 'content-length': `${body.byteLength}` }),
      ...(isPart ? { 'content-range': `bytes ${start}-${end - 1}/${bytes.byteLength}` } : {}),
      ...(etag === null ? {} : { etag }),
      ...options.headers,
    });
    if (options.bytesPerSecond !== undefined) sendPaced(response, body, options);
    else if (cutAfter === undefined || cutAfter >= body.byteLength) response.end(body);
    else response.write(body.subarray(0, cutAfter), () => request.socket.destroySoon());
  };
}

const PACE_MS = 20;

function sendPaced(
  response: ServerResponse,
  body: Buffer,
  { bytesPerSecond = 0, cutAfter = body.byteLength }: ObjectOptions,
): void {
  const startedAt = performance.now();
  let at = 0;
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - startedAt) / 1000) * bytesPerSecond);
    const until = Math.min(body.byteLength, cutAfter, due);
    if (until > at) response.write(body.subarray(at, until));
    at = until;
    if (at === body.byteLength) response.end();
    else if (at === cutAfter) response.destroy();
    else return;
    clearInterval(timer);
  }, PACE_MS);
  response.once('close', () => clearInterval(timer));
}

export function statusAnswer(status: number, body = '', headers: Record<string, string> = {}): Answer {
  return (_request, response) => response.writeHead(status, headers).end(body);
}

/** A storage that gives these answers in this order; the last one stays. */
export function startTestStorage(answers: readonly Answer[]): Promise<TestServer> {
  let at = 0;
  return startTestServer((request, response) => {
    const answer = answers[Math.min(at, answers.length - 1)];
    at += 1;
    answer?.(request, response);
  });
}

/** The real time, but waiting takes none: what would have been waited is written down. */
export function impatientClock(waits: number[] = []): Clock {
  return {
    now: () => Date.now(),
    sleep: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
  };
}
