import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { isAppError } from '#shared/errors.ts';
import type { Transport, TransportRequest, TransportResponse } from '../ports.ts';
import { dropMemory } from './drop-memory.ts';
import { directBody, directLength, withDirectBodies } from './direct-body.ts';
import { cancelled, networkError, timedOut } from './network-errors.ts';
import { readBody } from './read-body.ts';
import { requestUrl } from './request-url.ts';
import { checkResolved } from './resolved-addresses.ts';
import { createSlabs, type Slabs } from './slabs.ts';

export interface NodeTransportOptions {
  /** A certificate authority in PEM to trust besides Node's own list. */
  readonly ca?: string;
  /** Resolves names; the system's way when absent. */
  readonly lookup?: LookupFunction;
}

export interface NodeTransport extends Transport {
  /** Drops the connections kept alive. Requests under way end with `connectionLost`. */
  close(): void;
}

/** Larger socket reads than Node's default: fewer wake-ups a megabyte. */
const SOCKET_BUFFER_BYTES = 262_144;
const KEEP_ALIVE_MS = 15_000;

/**
 * The transport for everything that runs in plain Node: tests, benchmarks, a command line. Unlike Chromium's it knows
 * neither the system's proxy nor its certificate store.
 */
export function createNodeTransport(options: NodeTransportOptions = {}): NodeTransport {
  const common = {
    keepAlive: true,
    keepAliveMsecs: KEEP_ALIVE_MS,
    maxFreeSockets: 8,
    highWaterMark: SOCKET_BUFFER_BYTES,
  };
  const plainAgent = withDirectBodies(new http.Agent(common));
  const secureAgent = withDirectBodies(
    new https.Agent({ ...common, ...(options.ca === undefined ? {} : { ca: options.ca }) }),
  );
  const lookup = options.lookup ?? systemLookup;
  const slabs = createSlabs();
  return {
    request: (request, signal) => exchange(request, signal, { plainAgent, secureAgent, lookup, slabs }),
    close: () => {
      plainAgent.destroy();
      secureAgent.destroy();
    },
  };
}

interface Means {
  readonly plainAgent: http.Agent;
  readonly secureAgent: https.Agent;
  readonly lookup: LookupFunction;
  readonly slabs: Slabs;
}

function exchange(request: TransportRequest, signal: AbortSignal, means: Means): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const url = requestUrl(request.url);
    if (signal.aborted) throw cancelled();
    const lookup = request.refusesPrivateAddresses === true ? checkedLookup(means.lookup) : means.lookup;
    const settings = { method: request.method, headers: { ...request.headers }, lookup };
    const outgoing =
      url.protocol === 'https:'
        ? https.request(url, { ...settings, agent: means.secureAgent })
        : http.request(url, { ...settings, agent: means.plainAgent });

    const fail = (error: Error): void => {
      stopWaiting();
      outgoing.destroy();
      reject(error);
    };
    const onAbort = (): void => fail(cancelled());
    const failAfter = (ms: number): NodeJS.Timeout => setTimeout(() => fail(timedOut(url.host, ms)), ms);
    const headTimer = failAfter(request.headTimeoutMs);
    const connectTimer = failAfter(request.connectTimeoutMs ?? request.headTimeoutMs);
    const stopWaiting = (): void => {
      clearTimeout(headTimer);
      clearTimeout(connectTimer);
      signal.removeEventListener('abort', onAbort);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    outgoing.once('socket', (socket) => {
      if (socket.connecting) socket.once('connect', () => clearTimeout(connectTimer));
      else clearTimeout(connectTimer);
    });
    // Stays for good: a socket may still fail after the head, and without a listener that would end the process.
    outgoing.on('error', (error) => fail(errorOf(error, url.host)));
    outgoing.once('response', (incoming) => {
      stopWaiting();
      resolve(responseOf(incoming, { url, request, signal, slabs: means.slabs }));
    });
    outgoing.end(request.body);
  });
}

function responseOf(
  incoming: IncomingMessage,
  { url, request, signal, slabs }: { url: URL; request: TransportRequest; signal: AbortSignal; slabs: Slabs },
): TransportResponse {
  const length = directLength(incoming);
  const body = readBody(length === null ? incoming : directBody(incoming, length, slabs), {
    host: url.host,
    idleTimeoutMs: request.idleTimeoutMs,
    signal,
    errorOf: (error) => errorOf(error, url.host),
    close: (isComplete) => {
      if (!isComplete || length !== null) incoming.destroy();
    },
  });
  const release = length === null ? dropMemory : slabs.release;
  return { status: incoming.statusCode ?? 0, headers: joinedHeaders(incoming), body, release };
}

/** Looks at what a name resolves to where the connection is made, so that no second answer can come in between. */
function checkedLookup(lookup: LookupFunction): LookupFunction {
  return (hostname, options, answer) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses = addressesIn(found);
      const [first] = addresses;
      try {
        checkResolved(
          hostname,
          addresses.map(({ address }) => address),
        );
      } catch (refusal) {
        if (isAppError(refusal)) return answer(refusal, []);
        throw refusal;
      }
      if (error !== null || first === undefined || options.all === true) return answer(error, addresses);
      return answer(null, first.address, first.family);
    });
  };
}

function addressesIn(found: string | LookupAddress[]): LookupAddress[] {
  return typeof found === 'string' ? [{ address: found, family: found.includes(':') ? 6 : 4 }] : (found ?? []);
}

function errorOf(error: unknown, host: string): Error {
  if (isAppError(error)) return error;
  const hasCode = error instanceof Error && 'code' in error && typeof error.code === 'string';
  return networkError(hasCode ? String(error.code) : '', host);
}

/** Node drops a second `etag` or `content-length`; seeing both matters, so the distinct form is used. */
function joinedHeaders(incoming: IncomingMessage): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, values = []] of Object.entries(incoming.headersDistinct)) joined[name] = values.join(', ');
  return joined;
}
