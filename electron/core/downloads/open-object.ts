import { discardBody, readBeginning } from '../http/read-body.ts';
import type { Transport, TransportResponse } from '../ports.ts';
import { nextHop } from './redirects.ts';
import { storageError } from './storage-errors.ts';

export interface Timeouts {
  /** From the request until a connection stands, where the transport can tell. */
  readonly connectTimeoutMs: number;
  /** From the request until the response's head. */
  readonly headTimeoutMs: number;
  /** Longest silence while bytes are awaited. */
  readonly idleTimeoutMs: number;
}

export interface OpenedObject {
  readonly response: TransportResponse;
  /** The host that answered, after redirects. */
  readonly host: string;
}

/** Error bodies are a few dozen bytes. */
const MOST_ERROR_BYTES = 16_384;

/**
 * Opens a link: sends the GET, follows redirects as far as the policy allows, and answers a 2xx or a 416.
 * Only unsigned headers are sent, and no Content-Type, Content-MD5 or Authorization: those are part of what is signed
 * (US3 docs, authorization-url.md).
 * Throws the transport's AppErrors, `redirectRefused`, or what `storageError` makes of any other status.
 */
export async function openObject(options: {
  readonly transport: Transport;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly timeouts: Timeouts;
  /** For every hop: a public name must not lead into a private network. */
  readonly refusesPrivateAddresses: boolean;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly isLinkExpired: () => boolean;
  /** Told of the head of every answer, refusals included. */
  readonly onHead: (headers: Readonly<Record<string, string>>) => void;
}): Promise<OpenedObject> {
  const { transport, headers, timeouts, refusesPrivateAddresses, signal } = options;
  const visited = [options.url];
  for (;;) {
    const url = visited.at(-1) ?? options.url;
    const { host } = new URL(url);
    const request = { method: 'GET', url, headers, ...timeouts, refusesPrivateAddresses } as const;
    const response = await transport.request(request, signal);
    options.onHead(response.headers);
    if (isRedirect(response.status)) {
      await discardBody(response.body);
      visited.push(nextHop(visited, response.headers['location']));
    } else if (response.status === 416 || (response.status >= 200 && response.status < 300)) {
      return { response, host };
    } else {
      throw storageError({
        status: response.status,
        headers: response.headers,
        body: await readBeginning(response.body, MOST_ERROR_BYTES),
        host,
        now: options.now(),
        isLinkExpired: options.isLinkExpired(),
      });
    }
  }
}

function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}
