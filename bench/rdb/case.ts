import { closeSync, openSync, readSync } from 'node:fs';
import { checkRdb } from '../../electron/core/rdb/check.ts';
import { updateCrc64 } from '../../electron/core/rdb/crc64.ts';
import { createSummary } from '../../electron/core/rdb/summary/summary.ts';

/** One measurement in a process of its own: `node case.ts CASE FILE` prints milliseconds and peak memory as JSON. */
const [what = '', file = ''] = process.argv.slice(2);

const CASES: Readonly<Record<string, () => Promise<unknown>>> = {
  crc64: async () => {
    const descriptor = openSync(file, 'r');
    const buffer = new Uint8Array(262_144);
    const halves = new Uint32Array(2);
    for (let read = -1; read !== 0;) {
      read = readSync(descriptor, buffer);
      updateCrc64(halves, buffer.subarray(0, read));
    }
    closeSync(descriptor);
  },
  check: async () => expectValid(await checkRdb(file, { depth: 'structure' })),
  report: async () => {
    const visitor = createSummary({ delimiter: ':', now: Date.now() });
    expectValid(await checkRdb(file, { depth: 'structure', visitor }));
    visitor.result();
  },
  deep: async () => expectValid(await checkRdb(file, { depth: 'values' })),
};

function expectValid({ verdict, damage }: { verdict: string; damage: unknown }): void {
  if (verdict !== 'valid') throw new Error(`${file} should be valid: ${verdict} ${JSON.stringify(damage)}`);
}

const startedAt = performance.now();
await CASES[what]?.();
const ms = performance.now() - startedAt;
console.log(JSON.stringify({ ms, peakBytes: process.resourceUsage().maxRSS * 1024 }));
