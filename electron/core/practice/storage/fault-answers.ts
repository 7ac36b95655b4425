import type { FaultName, FaultParameters } from '../faults.ts';
import type { LinkState } from './links.ts';

/** A short answer in place of the object. */
export interface ShortAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface FaultyRequest {
  readonly parameters: FaultParameters;
  readonly link: LinkState;
  /** Host header, path and query as they came. */
  readonly host: string;
  readonly path: string;
  readonly query: string;
}

/** Paths below this one mean the object without it; redirects lead here. */
export const MOVED_PREFIX = '/moved';
const LOOP_PREFIX = `${MOVED_PREFIX}/again`;

const SIGN_IN_PAGE = `<!doctype html><html><head><title>Sign in to the network</title></head>
<body><h1>Sign in to the network</h1><form><input name="user"><input name="password" type="password"></form></body></html>
`;

/** What the storage answers in place of the object; undefined where this fault lets the object through. */
export function answerInstead(fault: FaultName | '', request: FaultyRequest): ShortAnswer | undefined {
  const { parameters, link } = request;
  const isEarly = link.requestCount <= (parameters.times ?? 0);
  switch (fault) {
    case 'html-page':
      return { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: SIGN_IN_PAGE };
    case 'busy-429':
      return isEarly ? busy(429, { 'Retry-After': `${parameters.seconds ?? 1}` }) : undefined;
    case 'errors-500':
      return isEarly ? busy(500, {}) : undefined;
    case 'errors-503':
      return isEarly ? busy(503, {}) : undefined;
    case 'redirect-same-host':
      return redirectOnce(request);
    case 'redirect-other-host':
      return redirectToLocalhost(request);
    case 'redirect-loop':
      return redirectForever(request);
    default:
      return undefined;
  }
}

function busy(status: number, headers: Record<string, string>): ShortAnswer {
  const body = `<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center></body></html>\n`;
  return { status, headers: { ...headers, 'Content-Type': 'text/html' }, body };
}

function redirectOnce({ path, query }: FaultyRequest): ShortAnswer | undefined {
  const isMoved = withoutMoved(path) !== path;
  return isMoved ? undefined : found(`${MOVED_PREFIX}${path}?${query}`);
}

function redirectToLocalhost({ host, path, query }: FaultyRequest): ShortAnswer | undefined {
  const [name, port = ''] = host.split(':');
  return name === 'localhost' ? undefined : found(`http://localhost:${port}${path}?${query}`);
}

function redirectForever({ path, query }: FaultyRequest): ShortAnswer {
  const next = path.startsWith(LOOP_PREFIX) ? MOVED_PREFIX : LOOP_PREFIX;
  return found(`${next}${withoutMoved(path)}?${query}`);
}

function found(location: string): ShortAnswer {
  return { status: 302, headers: { Location: location }, body: '' };
}

export function withoutMoved(path: string): string {
  for (const prefix of [LOOP_PREFIX, MOVED_PREFIX]) {
    if (path.startsWith(`${prefix}/`)) return path.slice(prefix.length);
  }
  return path;
}
