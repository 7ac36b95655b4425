import { net, type AuthInfo, type ClientRequest, type IncomingMessage, type Session } from 'electron';
import { dropMemory } from '#core/http/drop-memory.ts';
import { cancelled, networkError, timedOut } from '#core/http/network-errors.ts';
import { readBody, type BodySource } from '#core/http/read-body.ts';
import { requestUrl } from '#core/http/request-url.ts';
import { checkResolved, needsResolving } from '#core/http/resolved-addresses.ts';
import type { AskingProxy } from '#core/network/network.ts';
import { AppError } from '#shared/errors.ts';
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
export function createChromiumTransport(session: Session, proxy: ProxyAccess = NO_PROXY_ACCESS): Transport {
  return {
    async request(request, signal) {
      const url = requestUrl(request.url);
      await proxy.ready();
      if (request.refusesPrivateAddresses === true) await checkAddresses(session, url);
      return exchange(session, proxy, request, signal);
    },
  };
}

/**
 * Chromium offers no look at the address it connects to, so the name is resolved beforehand, through the same cache. A
 * proxy resolves names by itself, and what it can reach is its own affair.
 */
async function checkAddresses(session: Session, url: URL): Promise<void> {
  if (!needsResolving(url.hostname) || (await session.resolveProxy(url.origin)) !== 'DIRECT') return;
  const resolved = await session.resolveHost(url.hostname).catch(() => undefined);
  // A name that does not resolve fails by itself, with the right words.
  checkResolved(url.hostname, resolved?.endpoints.map(({ address }) => address) ?? []);
}

export interface ProxyAccess {
  /** Resolves when the session goes by the settings. */
  ready(): Promise<void>;
  /** What to tell a proxy that asks; undefined where there is nothing for it. */
  credentialsFor(proxy: AskingProxy): Promise<{ username: string; password: string } | undefined>;
}

const NO_PROXY_ACCESS: ProxyAccess = {
  ready: () => Promise.resolve(),
  credentialsFor: () => Promise.resolve(undefined),
};

function exchange(
  session: Session,
  proxy: ProxyAccess,
  request: TransportRequest,
  signal: AbortSignal,
): Promise<TransportResponse> {
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
    outgoing.on('login', answerLogin(proxy, host, fail));
    outgoing.on('response', (incoming) => {
      if (incoming.statusCode === 407) return fail(proxyAuthRequired(host));
      stopWaiting();
      resolve(responseOf(incoming, outgoing, { request, signal, host }));
    });
    // Stays for good: errors after the head come here as well.
    outgoing.on('error', (error) => fail(networkError(chromiumNameOf(error), host)));
    outgoing.end(request.body);
  });
}

/** A server that asks gets nothing: links and calls are signed. A proxy gets one answer; asking again means it was wrong. */
function answerLogin(
  proxy: ProxyAccess,
  target: string,
  fail: (error: Error) => void,
): (asking: AuthInfo, answer: (username?: string, password?: string) => void) => void {
  let wasAnswered = false;
  return ({ isProxy, host, port }, answer) => {
    if (!isProxy) return answer();
    const refused = (): void => fail(proxyAuthRequired(target));
    if (wasAnswered) return refused();
    wasAnswered = true;
    void proxy
      .credentialsFor({ host, port })
      .then((known) => (known === undefined ? refused() : answer(known.username, known.password)), fail);
  };
}

function proxyAuthRequired(host: string): AppError {
  return new AppError('proxyAuthRequired', { params: { host } });
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
  return { status: incoming.statusCode, headers: lowerCased(incoming.headers), body, release: dropMemory };
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
