import { once } from 'node:events';
import { getPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';

const code = `
  const { parentPort } = require('node:worker_threads');
  const { getPriority } = require('node:os');
  import(${JSON.stringify(new URL('./give-way.ts', import.meta.url).href)}).then(({ giveWay }) => {
    giveWay(7);
    parentPort.postMessage(getPriority(0));
  });
`;

test.runIf(process.platform === 'linux')('a thread that gives way does so alone', async () => {
  const before = getPriority(0);
  const [priority]: number[] = await once(new Worker(code, { eval: true }), 'message');
  expect(priority).toBe(Math.min(19, before + 7));
  expect(getPriority(0)).toBe(before);
});
