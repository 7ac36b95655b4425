import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createNodeTransport } from '../http/node-transport.ts';
import type { Clock, Logger } from '../ports.ts';
import { createUCloudClient, type ApiAccount, type UCloudClient } from './client.ts';

// For tests: a gateway on loopback that says what it is told to.

export interface ReceivedRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
  form: Record<string, string>;
}

export interface ScriptedAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** An object is sent as JSON. */
  body?: string | object;
  /** Close the socket instead of answering, before the head or in the middle of the body. */
  drop?: 'beforeHead' | 'inBody';
  /** Never answer. */
  isSilent?: boolean;
}

export interface TestGateway {
  account: ApiAccount;
  requests: ReceivedRequest[];
  close(): Promise<void>;
}

export const TEST_CREDENTIAL = { publicKey: 'public+key/for=tests', privateKey: 'private-key-for-tests' };

export async function startTestGateway(
  answer: (request: ReceivedRequest, index: number) => ScriptedAnswer,
): Promise<TestGateway> {
  const requests: ReceivedRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const request = await receive(incoming);
      requests.push(request);
      send(outgoing, answer(request, requests.length - 1));
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const apiUrl = `http://127.0.0.1:${portOf(server.address())}/`;
  return {
    account: { apiUrl, channelKey: '', withCredential: async (sign) => sign(TEST_CREDENTIAL) },
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function receive(incoming: IncomingMessage): Promise<ReceivedRequest> {
  let body = '';
  for await (const chunk of incoming) body += String(chunk);
  const { method = '', url = '', headers } = incoming;
  return { method, url, headers, body, form: Object.fromEntries(new URLSearchParams(body)) };
}

function send(
  outgoing: ServerResponse,
  { status = 200, headers = {}, body = '', drop, isSilent }: ScriptedAnswer,
): void {
  if (isSilent === true) return;
  if (drop === 'beforeHead') {
    outgoing.destroy();
    return;
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  outgoing.writeHead(status, headers);
  if (drop === 'inBody') outgoing.write(text.slice(0, 5), () => outgoing.destroy());
  else outgoing.end(text);
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A clock that stands still and notes every wait instead of waiting. */
export function createStillClock(nowMs = Date.UTC(2026, 10, 24)): Clock & { waits: number[] } {
  const waits: number[] = [];
  return {
    waits,
    now: () => nowMs,
    sleep: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
  };
}

export function createTestLogger(): Logger & { lines: string[] } {
  const lines: string[] = [];
  const write = (event: string, fields?: object): void => {
    lines.push(`${event} ${JSON.stringify(fields ?? {})}`);
  };
  return { lines, info: write, warn: write, error: write };
}

/** A client over real sockets that never waits between its tries. */
export function createTestClient(clock: Clock = createStillClock()): UCloudClient {
  return createUCloudClient({ transport: createNodeTransport(), clock, logger: createTestLogger(), random: () => 0.5 });
}

export const NEVER_CANCELLED: AbortSignal = new AbortController().signal;
