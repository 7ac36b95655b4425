import { expect, test } from 'vitest';
import { checkResolved } from './resolved-addresses.ts';

function isAllowed(hostname: string, addresses: readonly string[]): boolean {
  try {
    checkResolved(hostname, addresses);
    return true;
  } catch {
    return false;
  }
}

test.each<[string, string[], boolean]>([
  ['bucket.cn-bj.ufileos.com', ['106.75.1.1'], true],
  ['bucket.cn-bj.ufileos.com', ['106.75.1.1', '2400:3200::1'], true],
  ['bucket.cn-bj.ufileos.com', ['10.9.0.1'], false],
  ['bucket.cn-bj.ufileos.com', ['192.168.1.1'], false],
  ['bucket.cn-bj.ufileos.com', ['169.254.169.254'], false],
  ['bucket.cn-bj.ufileos.com', ['100.64.3.2'], false],
  ['bucket.cn-bj.ufileos.com', ['0.0.0.0'], false],
  ['bucket.cn-bj.ufileos.com', ['127.0.0.1'], false],
  ['bucket.cn-bj.ufileos.com', ['::1'], false],
  ['bucket.cn-bj.ufileos.com', ['fd00::1'], false],
  ['bucket.cn-bj.ufileos.com', ['fe80::1'], false],
  ['bucket.cn-bj.ufileos.com', ['::ffff:10.0.0.1'], false],
  ['bucket.cn-bj.ufileos.com', ['106.75.1.1', '10.0.0.1'], false],
  ['bucket.cn-bj.ufileos.com', ['198.18.0.7'], true],
  ['bucket.cn-bj.ufileos.com', ['198.20.0.7'], true],
  ['bucket.cn-bj.ufileos.com', [], true],
  // What is not a public name was judged before, by what it is.
  ['127.0.0.1', ['127.0.0.1'], true],
  ['localhost', ['127.0.0.1'], true],
  ['[::1]', ['::1'], true],
  ['nas.lan', ['192.168.1.7'], true],
])('%s at %j may be reached: %s', (hostname, addresses, expected) => {
  expect(isAllowed(hostname, addresses)).toBe(expected);
});
