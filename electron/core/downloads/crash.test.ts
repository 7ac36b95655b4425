import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../http/test-server.ts';
import { discardPartial } from './partial-files.ts';
import { objectAnswer, statusAnswer, us3EtagOf } from './test-storage.ts';

const SIZE = 64_000_321;
const KILLS = 10;
const PACE = 12_000_000;
const LINK_LASTS_MS = 1500;
const CHILD = path.join(import.meta.dirname, 'test-child.ts');

let folder = '';
let server: TestServer;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'crash-'));
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** A storage whose links last a moment, and the place to ask for them. */
async function startStorage(bytes: Buffer, onSent: (sent: number) => void): Promise<TestServer> {
  const send = objectAnswer(bytes, { etag: us3EtagOf(bytes), bytesPerSecond: PACE });
  const issuedAt: number[] = [];
  return startTestServer((request, response) => {
    if (request.url === '/link') {
      issuedAt.push(Date.now());
      const url = `http://${request.headers.host ?? ''}/object?${issuedAt.length - 1}`;
      response.end(JSON.stringify({ url, expiresAt: Date.now() + LINK_LASTS_MS }));
      return;
    }
    const issued = issuedAt[Number(request.url?.split('?')[1])] ?? 0;
    if (Date.now() > issued + LINK_LASTS_MS) return statusAnswer(401)(request, response);
    const write = response.write.bind(response);
    response.write = (chunk: Buffer) => {
      onSent(chunk.byteLength);
      return write(chunk);
    };
    send(request, response);
  });
}

/** Runs the child until it says that it has ended, or kills it so long after its first bytes. */
function run(destination: string, killAfterMs: number | null): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [CHILD, `${server.url}link`, destination], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let last = '';
    let timer: NodeJS.Timeout | null = null;
    child.stdout.on('data', (text: Buffer) => {
      last = text.toString().trim().split('\n').at(-1) ?? '';
      if (killAfterMs !== null && / [1-9]/u.test(last)) timer ??= setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    });
    child.once('close', () => {
      if (timer !== null) clearTimeout(timer);
      resolve(last);
    });
  });
}

test('killed at any moment, again and again, under links that expire: the file is right in the end', async () => {
  const bytes = randomBytes(SIZE);
  const destination = path.join(folder, 'backup.rdb');
  let sent = 0;
  server = await startStorage(bytes, (more) => {
    sent += more;
  });
  let kills = 0;
  let ending = '';
  while (kills < KILLS && !ending.startsWith('done')) {
    // Spread over the first quarter of a second, differently each time.
    ending = await run(destination, (kills * 97) % 250);
    if (!ending.startsWith('done')) kills += 1;
  }
  if (!ending.startsWith('done')) ending = await run(destination, null);
  expect(ending).toBe('done passed');
  expect(kills).toBeGreaterThan(2);
  expect(bytes.equals(await readFile(destination))).toBe(true);
  expect(await readdir(folder)).toEqual(['backup.rdb']);
  // What was on its way when a process ended: what had not been synced, of each of its connections.
  expect(sent - SIZE).toBeLessThan(kills * 24 * 1024 * 1024);
}, 120_000);

test('what a killed process leaves can be removed', async () => {
  const destination = path.join(folder, 'backup.rdb');
  server = await startStorage(randomBytes(20_000_000), () => undefined);
  await run(destination, 100);
  expect(await readdir(folder)).toContain('backup.rdb.part');
  await discardPartial(destination);
  expect(await readdir(folder)).toEqual([]);
}, 60_000);
