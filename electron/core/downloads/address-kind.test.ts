import { expect, test } from 'vitest';
import { addressKindOf } from './address-kind.ts';

test.each([
  ['http://127.0.0.1/', 'loopback'],
  ['http://localhost/', 'loopback'],
  ['http://[::1]/', 'loopback'],
  ['http://2130706433/', 'loopback'],
  ['http://0x7f.1/', 'loopback'],
  ['http://127.0.0.2/', 'private'],
  ['http://localhost./', 'private'],
  ['http://10.1.2.3/', 'private'],
  ['http://172.16.0.1/', 'private'],
  ['http://192.168.1.1/', 'private'],
  ['http://169.254.169.254/', 'private'],
  ['http://100.100.100.200/', 'private'],
  ['http://0.0.0.0/', 'private'],
  ['http://224.0.0.1/', 'private'],
  ['http://255.255.255.255/', 'private'],
  ['http://[::ffff:127.0.0.1]/', 'private'],
  ['http://[::ffff:8.8.8.8]/', 'private'],
  ['http://[fe80::1]/', 'private'],
  ['http://[fd00:ec2::254]/', 'private'],
  ['http://[64:ff9b::7f00:1]/', 'private'],
  ['http://[2002:7f00:1::]/', 'private'],
  ['http://metadata.google.internal/', 'private'],
  ['http://printer.local/', 'private'],
  ['http://intranet/', 'private'],
  ['http://8.8.8.8/', 'public'],
  ['http://172.32.0.1/', 'public'],
  ['http://[2606:4700::1111]/', 'public'],
  ['http://umembackup-5001.cn-bj.ufileos.com/', 'public'],
  ['http://local.example.com/', 'public'],
])('%s is %s', (url, kind) => {
  expect(addressKindOf(new URL(url).hostname)).toBe(kind);
});
