import { expect, test } from 'vitest';
import type { ErrorCode } from '#shared/errors.ts';
import { networkCodeOf, networkError } from './network-errors.ts';

const cases: [string, ErrorCode][] = [
  ['ENOTFOUND', 'dnsFailed'],
  ['EAI_AGAIN', 'dnsFailed'],
  ['ECONNREFUSED', 'connectionRefused'],
  ['ECONNRESET', 'connectionLost'],
  ['EPIPE', 'connectionLost'],
  ['ETIMEDOUT', 'timeout'],
  ['ENETUNREACH', 'offline'],
  ['EPROTO', 'tlsFailed'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tlsFailed'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tlsFailed'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tlsFailed'],
  ['CERT_HAS_EXPIRED', 'tlsFailed'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tlsFailed'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tlsFailed'],
  ['HPE_INVALID_CONSTANT', 'connectionLost'],
  ['', 'connectionLost'],
  ['net::ERR_NAME_NOT_RESOLVED', 'dnsFailed'],
  ['net::ERR_CONNECTION_REFUSED', 'connectionRefused'],
  ['net::ERR_CONNECTION_RESET', 'connectionLost'],
  ['net::ERR_CONNECTION_CLOSED', 'connectionLost'],
  ['net::ERR_EMPTY_RESPONSE', 'connectionLost'],
  ['net::ERR_CONTENT_LENGTH_MISMATCH', 'connectionLost'],
  ['net::ERR_INCOMPLETE_CHUNKED_ENCODING', 'connectionLost'],
  ['net::ERR_NETWORK_CHANGED', 'connectionLost'],
  ['net::ERR_CONNECTION_TIMED_OUT', 'timeout'],
  ['net::ERR_INTERNET_DISCONNECTED', 'offline'],
  ['net::ERR_CERT_AUTHORITY_INVALID', 'tlsFailed'],
  ['net::ERR_SSL_PROTOCOL_ERROR', 'tlsFailed'],
  ['net::ERR_PROXY_CONNECTION_FAILED', 'proxyFailed'],
  ['net::ERR_TUNNEL_CONNECTION_FAILED', 'proxyRefused'],
  ['net::ERR_SOCKS_CONNECTION_FAILED', 'proxyFailed'],
  ['net::ERR_PROXY_CERTIFICATE_INVALID', 'proxyFailed'],
  ['net::ERR_UNEXPECTED_PROXY_AUTH', 'proxyAuthRequired'],
  ['net::ERR_CONTENT_DECODING_FAILED', 'encodedBody'],
  ['net::ERR_ABORTED', 'cancelled'],
];

test.each(cases)('%s means %s', (name, code) => {
  expect(networkCodeOf(name)).toBe(code);
});

test('an error names the host and the cause, and says whether trying again may help', () => {
  expect(networkError('net::ERR_CONNECTION_RESET', 'example.com').data).toEqual({
    code: 'connectionLost',
    params: { host: 'example.com' },
    retryable: true,
    detail: 'ERR_CONNECTION_RESET',
  });
  expect(networkError('CERT_HAS_EXPIRED', 'example.com').data.retryable).toBe(false);
});
