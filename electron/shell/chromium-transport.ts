import { net, type ClientRequest, type IncomingMessage, type Session } from 'electron';
import { cancelled, networkError, timedOut } from '#core/http/network-errors.ts';
import { readBody, type BodySource } from '#core/http/read-body.ts';
import { requestUrl } from '#core/http/request-url.ts';
import type { Transport, TransportRequest, TransportResponse } from '#core/ports.ts';

/**
 * The transport of the app: Chromium's network stack, with the system's proxy, its certificate store and its name
 * resolution.
 *
 * What it does differently from plain Node (seen in Electron 33):
 * - a Content-Encoding where `Accept-Encoding: identity` was sent is an error, `encodedBody`; where nothing was sent, the
 *   body comes unpacked and the header stays;
 * - the head waits for the body's first kilobyte, from which Chromium guesses a type;
 * - of a header like ETag or Content-Length that is sent twice, only the first is seen;
 * - it adds User-Agent, Accept-Language and Sec-Fetch-…, none of which a link's signature covers.
 * @param session should be in memory only, and not the window's: the window's has no network.
 */
export function createChromiumTransport(session: Session): Transport {
  return { request: (request, signal) => exchange(session, request, signal) };
}

function exchange(session: Session, request: TransportRequest, signal: AbortSignal): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const { host } = requestUrl(request.url);
    if (signal.aborted) throw cancelled();
    const outgoing = open(session, request);

    const stopWaiting = (): void => {
      clearTimeout(headTimer);
      signal.removeEventListener('abort', onAbort);
    };
    const fail = (error: Error): void => {
      stopWaiting();
      outgoing.abort();
      reject(error);
    };
    const onAbort = (): void => fail(cancelled());
    const headTimer = setTimeout(() => fail(timedOut(host, request.headTimeoutMs)), request.headTimeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });

    // Not followed, so the request ends here; the 3xx is the answer.
    outgoing.on('redirect', (status, _method, location, headers) => {
      stopWaiting();
      resolve({ status, headers: { location, ...lowerCased(headers) }, body: empty() });
      outgoing.abort();
    });
    outgoing.on('response', (incoming) => {
      stopWaiting();
      resolve(responseOf(incoming, outgoing, { request, signal, host }));
    });
    // Stays for good: errors after the head come here as well.
    outgoing.on('error', (error) => fail(networkError(chromiumNameOf(error), host)));
    outgoing.end(request.body);
  });
}

function open(session: Session, request: TransportRequest): ClientRequest {
  const outgoing = net.request({
    method: request.method,
    url: request.url,
    session,
    redirect: 'manual',
    credentials: 'omit',
    useSessionCookies: false,
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  });
  for (const [name, value] of Object.entries(request.headers ?? {})) outgoing.setHeader(name, value);
  return outgoing;
}

function responseOf(
  incoming: IncomingMessage,
  outgoing: ClientRequest,
  { request, signal, host }: { request: TransportRequest; signal: AbortSignal; host: string },
): TransportResponse {
  if (!isReadable(incoming)) throw new TypeError('this response cannot be paused');
  const body = readBody(incoming, {
    host,
    idleTimeoutMs: request.idleTimeoutMs,
    signal,
    errorOf: (error) => networkError(chromiumNameOf(error), host),
    close: (isComplete) => {
      if (!isComplete) outgoing.abort();
    },
  });
  return { status: incoming.statusCode, headers: lowerCased(incoming.headers), body };
}

/** It is a Node stream with backpressure, which its type does not say (electron/electron#25130). */
function isReadable(incoming: IncomingMessage): incoming is IncomingMessage & BodySource {
  return 'pause' in incoming && 'resume' in incoming;
}

/** `net::ERR_CONNECTION_RESET` from an error's message; Electron has no field for it. */
function chromiumNameOf(error: unknown): string {
  return error instanceof Error ? (/net::ERR_\w+/u.exec(error.message)?.[0] ?? '') : '';
}

function lowerCased(headers: Record<string, string | string[]>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, values] of Object.entries(headers)) {
    result[name.toLowerCase()] = typeof values === 'string' ? values : values.join(', ');
  }
  return result;
}

async function* empty(): AsyncGenerator<Uint8Array> {
  // A redirect's body is never of interest.
}
