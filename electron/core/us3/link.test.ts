import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLink, isPublicUs3Host, parseLink, retryFormOfSignature } from './link.ts';

// The shape of the link in UCloud's documentation: raw `+` and `=` in the signature, a line break behind it.
const DOCUMENTED =
  'http://umembackup-5001.cn-bj.ufileos.com/uredis-onb4ha/nightly-8862ba8c-65b0-4691-a8b7-c4ed5f699c64' +
  '?UCloudPublicKey=service@example.com1&Expires=1529927068&Signature=m/Nh8+EvdF8GvGdYUj/joSf4RJQ=';

describe('a link', () => {
  test('is kept as it is and taken apart beside', () => {
    expect(parseLink(`${DOCUMENTED}\n`)).toEqual({
      url: DOCUMENTED,
      scheme: 'http',
      host: 'umembackup-5001.cn-bj.ufileos.com',
      objectName: 'nightly-8862ba8c-65b0-4691-a8b7-c4ed5f699c64',
      masked:
        'http://umembackup-5001.cn-bj.ufileos.com/uredis-onb4ha/nightly-8862ba8c-65b0-4691-a8b7-c4ed5f699c64' +
        '?UCloudPublicKey=•••&Expires=•••&Signature=•••',
      expiresAt: 1_529_927_068_000,
    });
  });

  test.each([
    ['https://a.ufileos.com/b?UCloudPublicKey=x&Signature=a%2Bb%3D&Expires=1656487334', 1_656_487_334_000],
    ['https://a.ufileos.com/b?Expires=1656487334', 1_656_487_334_000],
    ['https://a.ufileos.com/b', null],
    ['https://a.ufileos.com/b?Expires=', null],
    ['https://a.ufileos.com/b?Expires=soon&Signature=x', null],
    ['https://a.ufileos.com/b?NotExpires=1656487334', null],
    ['https://a.ufileos.com/Expires=1656487334/b', null],
    ['https://a.ufileos.com/b?Expires=99999999999999999999', null],
  ])('%s expires at %j', (url, expiresAt) => {
    expect(parseLink(url).expiresAt).toBe(expiresAt);
  });

  test.each([
    ['https://h/a/b.rdb', 'b.rdb'],
    ['https://h/%E5%A4%87%E4%BB%BD%201', '备份 1'],
    ['https://h/a%2F..%2Fb', 'a_.._b'],
    ['https://h/a%5C..%5Cb', 'a_.._b'],
    ['https://h/a%00%0Ab%E2%80%AEc', 'abc'],
    ['https://h/bad%E5%', 'bad%E5%'],
    ['https://h/', ''],
    ['https://h', ''],
    [`https://h/${'x'.repeat(400)}`, 'x'.repeat(255)],
  ])('%s names its object %j', (url, objectName) => {
    expect(parseLink(url).objectName).toBe(objectName);
  });

  test.each([
    ['https://h:8443/a?token', 'https://h:8443/a?•••'],
    ['https://h/a?x=1&y=2=3&z=', 'https://h/a?x=•••&y=•••&z=•••'],
    ['https://h/a#part', 'https://h/a'],
    ['https://h/a', 'https://h/a'],
  ])('%s is shown as %s', (url, masked) => {
    expect(parseLink(url).masked).toBe(masked);
  });

  test('never shows a value of its query', () => {
    const value = fc.string({ minLength: 6, unit: fc.constantFrom('0', '1', 'a', 'Z', '+', '/', '=', '%') });
    fc.assert(
      fc.property(value, value, (one, other) => {
        const { url, masked } = parseLink(`https://h/a?Signature=${one}&Expires=${other}`);
        expect(url).toBe(`https://h/a?Signature=${one}&Expires=${other}`);
        expect(masked).toBe('https://h/a?Signature=•••&Expires=•••');
      }),
    );
  });

  test.each([
    '',
    'KgVuXeBu',
    'ftp://h/a',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '//h/a',
    'https://',
    'https://user@h/a',
    'https://user:word@h/a',
    'https://h/a b',
    'https://h/a\nb',
    'https://h/a\u0000',
    'https://[::1/a',
  ])('is not %j', (text) => {
    expect(isLink(text)).toBe(false);
    expect(() => parseLink(text)).toThrow('linkMissing');
  });

  test.each([undefined, null, 7, {}, ['https://h/a']])('is not %j either', (value) => {
    expect(isLink(value)).toBe(false);
  });
});

describe('the form to try when the signature is refused', () => {
  test('escapes the plus signs of the signature and nothing else', () => {
    expect(retryFormOfSignature('https://h/a+b?UCloudPublicKey=a+b@c&Signature=sb+QO/bt+x=&Expires=1')).toBe(
      'https://h/a+b?UCloudPublicKey=a+b@c&Signature=sb%2BQO/bt%2Bx=&Expires=1',
    );
  });

  test.each(['https://h/a?Signature=abc%2Bd', 'https://h/a?MySignature=a+b', 'https://h/Signature=a+b'])(
    'leaves %s alone',
    (url) => {
      expect(retryFormOfSignature(url)).toBe(url);
    },
  );
});

describe('a public US3 host', () => {
  test.each(['umembackup-5001.cn-bj.ufileos.com', 'a.hk.UFILEOS.com', 'a.hk.ufileos.com:443', 'a.hk.ufileos.com:80'])(
    'is %s',
    (host) => {
      expect(isPublicUs3Host(host)).toBe(true);
    },
  );

  test.each([
    'ufileos.com',
    'evilufileos.com',
    'a.ufileos.com.evil.example',
    'a.internal-hk-01.ufileos.com',
    'internal.hk.ufileos.com',
    'a.hk.ufileos.com:8080',
    'a.ufile.cn-north-02.ucloud.cn',
    '127.0.0.1',
    '',
  ])('is not %j', (host) => {
    expect(isPublicUs3Host(host)).toBe(false);
  });
});
