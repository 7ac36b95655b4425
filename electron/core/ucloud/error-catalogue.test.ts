import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { documentedRetCodes, meaningOf } from './error-catalogue.ts';

test('names each documented code once', () => {
  const codes = documentedRetCodes();
  expect(new Set(codes).size).toBe(codes.length);
  // 15 of the gateway’s table, 4 seen elsewhere, 25 of the Redis service.
  expect(codes.filter((code) => code < 1000)).toHaveLength(19);
  expect(codes.filter((code) => code >= 20_000)).toHaveLength(25);
});

test.each([
  [110, 'transient', true],
  [130, 'transient', true],
  [150, 'transient', true],
  [153, 'transient', true],
  [160, 'request', false],
  [171, 'credential', false],
  [172, 'credential', false],
  [174, 'credential', false],
  [230, 'config', false],
  [292, 'config', false],
  [294, 'policy', false],
  [299, 'policy', false],
  [20003, 'product', true],
  [20004, 'policy', false],
  [20104, 'product', false],
])('%d is a matter of %s', (retCode, group, isRetryable) => {
  expect(meaningOf(retCode)).toEqual({ class: group, isRetryable, isKnown: true });
});

test.each([8039, 1, -148660, 99999])('%d is unknown and is not retried', (retCode) => {
  expect(meaningOf(retCode)).toEqual({ class: 'product', isRetryable: false, isKnown: false });
});

test.each(['en', 'zh-CN'])(
  'every documented code has its own text on screen, and no other code has: %s',
  (language) => {
    const file = new URL(`../../../renderer/locales/${language}/errors.json`, import.meta.url);
    const { api } = z.object({ api: z.record(z.string(), z.object({ what: z.string() })) }).parse(read(file));
    const codes = Object.keys(api).filter((key) => key !== 'unknown');
    expect(codes.map(Number).sort((one, other) => one - other)).toEqual(documentedRetCodes());
    for (const code of codes) expect(api[code]?.what).toContain(`RetCode ${code}`);
  },
);

function read(file: URL): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
