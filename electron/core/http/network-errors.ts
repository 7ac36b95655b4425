import { AppError, type ErrorCode } from '#shared/errors.ts';

type NetworkCode = Extract<
  ErrorCode,
  | 'offline'
  | 'dnsFailed'
  | 'connectionRefused'
  | 'connectionLost'
  | 'timeout'
  | 'tlsFailed'
  | 'proxyFailed'
  | 'proxyRefused'
  | 'proxyAuthRequired'
  | 'cancelled'
  | 'encodedBody'
>;

/** What Node (`error.code`) and Chromium (`net::ERR_…`) say when a connection fails, in our words. */
const CODE_OF_NAME: Readonly<Record<string, NetworkCode>> = {
  ENOTFOUND: 'dnsFailed',
  EAI_AGAIN: 'dnsFailed',
  EAI_FAIL: 'dnsFailed',
  EAI_NODATA: 'dnsFailed',
  EAI_NONAME: 'dnsFailed',
  ECONNREFUSED: 'connectionRefused',
  EACCES: 'connectionRefused',
  EPERM: 'connectionRefused',
  EADDRNOTAVAIL: 'connectionRefused',
  EHOSTDOWN: 'connectionRefused',
  ENETDOWN: 'offline',
  ENETUNREACH: 'offline',
  EHOSTUNREACH: 'offline',
  ETIMEDOUT: 'timeout',
  ESOCKETTIMEDOUT: 'timeout',
  ECONNRESET: 'connectionLost',
  ECONNABORTED: 'connectionLost',
  EPIPE: 'connectionLost',
  EPROTO: 'tlsFailed',
  ABORT_ERR: 'cancelled',

  ERR_ABORTED: 'cancelled',
  ERR_INTERNET_DISCONNECTED: 'offline',
  ERR_NETWORK_IO_SUSPENDED: 'offline',
  ERR_NAME_NOT_RESOLVED: 'dnsFailed',
  ERR_NAME_RESOLUTION_FAILED: 'dnsFailed',
  ERR_DNS_TIMED_OUT: 'dnsFailed',
  ERR_DNS_SERVER_FAILED: 'dnsFailed',
  ERR_DNS_MALFORMED_RESPONSE: 'dnsFailed',
  ERR_CONNECTION_REFUSED: 'connectionRefused',
  ERR_ADDRESS_UNREACHABLE: 'connectionRefused',
  ERR_ADDRESS_INVALID: 'connectionRefused',
  ERR_UNSAFE_PORT: 'connectionRefused',
  ERR_NETWORK_ACCESS_DENIED: 'connectionRefused',
  ERR_BLOCKED_BY_ADMINISTRATOR: 'connectionRefused',
  ERR_CONNECTION_FAILED: 'connectionRefused',
  // What Chromium makes of a Content-Encoding where `identity` was asked for.
  ERR_CONTENT_DECODING_FAILED: 'encodedBody',
  ERR_CONTENT_DECODING_INIT_FAILED: 'encodedBody',
  // The proxy answered, and did not let us through.
  ERR_TUNNEL_CONNECTION_FAILED: 'proxyRefused',
  ERR_UNEXPECTED_PROXY_AUTH: 'proxyAuthRequired',
  ERR_PROXY_AUTH_REQUESTED: 'proxyAuthRequired',
  ERR_PROXY_AUTH_UNSUPPORTED: 'proxyAuthRequired',
  ERR_TIMED_OUT: 'timeout',
  ERR_CONNECTION_TIMED_OUT: 'timeout',
};

/** Families of names, tried in this order when the name itself is not in the table. */
const CODE_OF_FAMILY: readonly (readonly [RegExp, NetworkCode])[] = [
  [/^ERR_(?:PROXY|SOCKS|TUNNEL|PAC|MANDATORY_PROXY|NO_SUPPORTED_PROXIES)/u, 'proxyFailed'],
  [/^ERR_(?:SSL|TLS|CERT|CERTIFICATE|BAD_SSL|ECH)_/u, 'tlsFailed'],
  [/^(?:CERT|CRL|HOSTNAME|INVALID_CA|INVALID_PURPOSE|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)_/u, 'tlsFailed'],
];

/** Which of our codes a Node error code or a Chromium error name (with or without `net::`) stands for. */
export function networkCodeOf(name: string): NetworkCode {
  const bare = name.replace(/^net::/u, '');
  const known = CODE_OF_NAME[bare] ?? CODE_OF_FAMILY.find(([family]) => family.test(bare))?.[1];
  // Resets, truncated bodies and broken protocol alike: the connection did not carry what it should have.
  return known ?? 'connectionLost';
}

/** Trying again cannot help against these: the certificate, the proxy's setting, the user's wish stays. */
const LASTING: ReadonlySet<NetworkCode> = new Set([
  'tlsFailed',
  'proxyFailed',
  'proxyRefused',
  'proxyAuthRequired',
  'cancelled',
  'encodedBody',
]);

/**
 * The AppError for a failed exchange. The name is kept as detail, the message is not: it may hold the URL.
 * @param name a Node error code or a Chromium error name.
 */
export function networkError(name: string, host: string): AppError {
  const code = networkCodeOf(name);
  return new AppError(code, {
    params: { host },
    retryable: !LASTING.has(code),
    ...(name === '' ? {} : { detail: name.replace(/^net::/u, '') }),
  });
}

export function cancelled(): AppError {
  return new AppError('cancelled');
}

/** @param waitedForMs how long nothing came, for the sentence on screen. */
export function timedOut(host: string, waitedForMs: number): AppError {
  return new AppError('timeout', { params: { host, seconds: Math.ceil(waitedForMs / 1000) }, retryable: true });
}
