import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export const BUCKET = 'umembackup-9001';

/**
 * The signature of a US3 link: HMAC-SHA1 over verb, Content-MD5, Content-Type, expiry, X-UCloud headers and the object,
 * so that another verb or one of those headers spoils it (US3 API docs, authorization-url.md).
 */
export function signObject(
  request: { verb: string; key: string; expiresAtSeconds: number; headers: IncomingHttpHeaders },
  privateKey: string,
): string {
  const { verb, key, expiresAtSeconds, headers } = request;
  const ucloudHeaders = Object.entries(headers)
    .filter(([name]) => name.startsWith('x-ucloud-'))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}:${[value].flat().join(',')}\n`);
  const lines = [verb, headers['content-md5'] ?? '', headers['content-type'] ?? '', expiresAtSeconds];
  const text = `${lines.join('\n')}\n${ucloudHeaders.join('')}/${BUCKET}/${key}`;
  return createHmac('sha1', privateKey).update(text, 'utf8').digest('base64');
}

export function isSameSignature(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Query values by name, `+` left as it is: a signature may hold it raw. Undefined where an escape is broken. */
export function readQuery(query: string): ReadonlyMap<string, string> | undefined {
  try {
    return new Map(
      query.split('&').map((pair) => {
        const [name = '', ...rest] = pair.split('=');
        return [decodeURIComponent(name), decodeURIComponent(rest.join('='))];
      }),
    );
  } catch {
    return undefined;
  }
}
