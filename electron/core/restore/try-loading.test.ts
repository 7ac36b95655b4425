import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock as clock } from '../clock.ts';
import { createSummary } from '../rdb/summary/summary.ts';
import { makeScratch, type Scratch } from './scratch.ts';
import { tryLoading } from './try-loading.ts';

let folder = '';
let scratch: Scratch;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'try-loading-'));
  scratch = await makeScratch(folder, path.join(folder, 'backup.rdb'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const trialOf = (serverPath: string) =>
  tryLoading({
    server: { path: serverPath, product: 'redis', version: '7.0' },
    isServerSuitable: true,
    scratch,
    summary: createSummary({ delimiter: ':', now: 0 }).result(),
    databases: 1,
    clock,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    patienceMs: 1,
  });

test('a server that never answers is given up after a while, and ended', async () => {
  const silent = path.join(folder, 'silent');
  writeFileSync(silent, '#!/bin/sh\nexec sleep 60\n');
  chmodSync(silent, 0o755);
  await expect(trialOf(silent)).rejects.toMatchObject({ code: 'restoreStalled' });
});

test('a server that cannot be started has refused, and why is told', async () => {
  const words = ['spawn', 'ENOENT'];
  const result = await trialOf(path.join(folder, 'nowhere'));
  expect(result).toMatchObject({ outcome: 'refused', wasKilled: false });
  for (const word of words) expect(result.outcome === 'refused' && result.words.join()).toContain(word);
});
