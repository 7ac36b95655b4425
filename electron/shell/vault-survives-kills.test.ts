import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WriterLine } from './test-vault-writer.ts';

/** `npm run soak:vault` kills as often as the product promises to survive; the gate does a share of it. */
const KILLS = process.env['MODE'] === 'soak' ? 200 : 15;
const LONGEST_ROUND_MS = 15_000;
/** A write takes a few milliseconds, so some kills come before the first and some after many. */
const LATEST_KILL_MS = 60;

/** What must be in the vault now: the keys that were saved, and the one that may have been. */
interface Expected {
  keys: Map<string, string>;
  underWay: { name: string; key: string } | undefined;
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'backhaul-vault-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts a process that saves without end, and kills it some time after it has opened the vault. */
async function killWhileSaving(): Promise<WriterLine[]> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'test-vault-writer.ts'), folder], {
    // Outside Electron its package only names where it is installed, and looks for nothing when it is told. As if started
    // from a terminal inside a snap: electron-store would write in place then, and the first kills would show it.
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: folder, SNAP: '/snap/terminal/1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const kill = (): void => void child.kill('SIGKILL');
  const limit = setTimeout(kill, LONGEST_ROUND_MS);
  const lines: WriterLine[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    // What a kill cut off was never finished, so it was never promised either.
    if (!line.endsWith('}')) continue;
    lines.push(JSON.parse(line));
    if (lines.length === 1) setTimeout(kill, Math.random() * LATEST_KILL_MS);
  }
  clearTimeout(limit);
  await exited;
  return lines;
}

function check(
  opened: WriterLine | undefined,
  { keys, underWay }: Expected,
): asserts opened is WriterLine & {
  kind: 'opened';
} {
  if (opened?.kind !== 'opened') throw new Error('The vault was not opened.');
  expect(opened.damagedFile, 'no file was damaged').toBe('');
  const found = new Map(Object.entries(opened.keys));
  if (underWay !== undefined && found.get(underWay.name) === underWay.key) keys.set(underWay.name, underWay.key);
  expect(found).toEqual(keys);
}

/** What is known to be saved after these lines. */
function after(lines: readonly WriterLine[], keys: ReadonlyMap<string, string>): Expected {
  const known = new Map(keys);
  let underWay: Expected['underWay'];
  for (const line of lines) {
    if (line.kind === 'saving') underWay = line;
    if (line.kind === 'done' && underWay !== undefined) known.set(underWay.name, underWay.key);
    if (line.kind !== 'saving') underWay = undefined;
  }
  return { keys: known, underWay };
}

it(
  `loses and damages no saved profile in ${KILLS} kills at random moments`,
  async () => {
    const draft = path.join(folder, 'profiles.json.tmp-1234567890abcdef');
    writeFileSync(draft, '{}');
    let expected: Expected = { keys: new Map(), underWay: undefined };
    let changeCount = 0;
    for (let kills = 0; kills <= KILLS; kills += 1) {
      const [opened, ...lines] = await killWhileSaving();
      check(opened, expected);
      expected = after(lines, new Map(Object.entries(opened.keys)));
      changeCount += lines.length;
    }
    expect(changeCount, 'it was killed at work').toBeGreaterThan(KILLS);
    expect(statSync(path.join(folder, 'profiles.json')).mode & 0o777).toBe(0o600);
    expect(existsSync(draft), 'a start cleans up after the kill before it').toBe(false);
    expect(readdirSync(folder).length).toBeLessThanOrEqual(2);
  },
  KILLS * LONGEST_ROUND_MS,
);
