import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { concatBytes, rdbLength, rdbString } from '#core/practice/rdb/encoding.ts';
import { keyRecord, rdbFile } from '#core/rdb/test-rdb.ts';
import type { Page } from '@playwright/test';
import { violations } from '../fixtures/axe.ts';
import { chooseNext, soundFile, writeTestFile } from '../fixtures/reports.ts';
import { goTo, screen } from '../fixtures/screen.ts';
import { expect, test, type RunningApp } from '../fixtures/test.ts';

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
const text = (key: string): Uint8Array => keyRecord(0, key, rdbString('value'));

/** A program that says it is a Redis, and then never loads anything. */
const ENDLESS_SERVER = `#!/bin/sh
[ "$1" = --version ] && echo 'Redis server v=7.0.15 sha=0' && exit
echo $$ > pid
exec sleep 60
`;

/** Starts the app and opens the report of a file that is chosen in the dialog. */
async function openReport({ app, window }: RunningApp, file: string): Promise<void> {
  await screen(window).button('Try the practice cloud').click();
  await goTo(window, 'History');
  await chooseNext(app, [file]);
  await window.getByRole('main').getByRole('button', { name: 'Check a file…' }).first().click();
  await expect(window.getByRole('heading', { level: 1, name: path.basename(file) })).toBeVisible();
}

const card = (window: Page) => window.getByRole('region', { name: 'Will it restore?' });

test('a report says which servers load its file, and what else they must have', async ({ launch, downloadsDir }) => {
  const running = await launch();
  const { window } = running;
  const inDatabase = concatBytes(Uint8Array.of(254), rdbLength(31), text('far'));
  await openReport(running, writeTestFile(downloadsDir, 'newer.rdb', rdbFile('REDIS0012', [text('a'), inDatabase])));
  await expect(card(window)).toContainText('Lowest Redis7.4');
  await expect(card(window)).toContainText('rdb-version-check relaxed');
  await expect(card(window)).toContainText('databases 32');
  await card(window).getByText('What asks for it').click();
  await expect(card(window).getByRole('listitem')).toHaveText(['The version of the file: 7.4']);
  expect(await violations(window)).toEqual([]);
});

test('a server at work ends with the app and leaves nothing behind', async ({ launch, downloadsDir }, testInfo) => {
  const bin = testInfo.outputPath('bin');
  mkdirSync(bin);
  // Short: Chromium's sockets are to be there too.
  const temporary = mkdtempSync(path.join(tmpdir(), 'restore-'));
  const server = writeTestFile(bin, 'redis-server', Buffer.from(ENDLESS_SERVER));
  chmodSync(server, 0o755);
  const environment = { PATH: `${bin}:${process.env['PATH'] ?? ''}`, TMPDIR: temporary };
  const running = await launch({ environment });
  const { window } = running;
  await openReport(running, writeTestFile(downloadsDir, 'orders.rdb', soundFile()));
  await card(window).getByRole('button', { name: 'Test restore' }).click();
  await expect(card(window).getByRole('progressbar', { name: 'Loading' })).toBeVisible();
  const scratch = () => readdirSync(temporary).filter((name) => name.startsWith('backhaul-restore-'));
  await expect.poll(() => scratch().flatMap((name) => readdirSync(path.join(temporary, name)))).toContain('pid');
  const processId = Number(readFileSync(path.join(temporary, scratch()[0] ?? '', 'pid'), 'utf8'));
  await running.close();
  expect(scratch()).toEqual([]);
  expect(() => process.kill(processId, 0)).toThrow('ESRCH');
  rmSync(temporary, { recursive: true });
});

test.describe('with a server of this machine', () => {
  test.skip(!hasRedis, 'needs redis-server');

  test('a sound file is loaded on trial, and its keys are counted', async ({ launch, downloadsDir }) => {
    const running = await launch();
    const { window } = running;
    await openReport(running, writeTestFile(downloadsDir, 'orders.rdb', soundFile()));
    await expect(card(window)).toContainText(/With Redis [\d.]+ \(\/.*redis-server\)/u);
    await card(window).getByRole('button', { name: 'Test restore' }).click();
    await expect(card(window).getByRole('status')).toContainText('loaded it, with all its keys');
    await expect(card(window).getByRole('table', { name: 'Keys per database' })).toContainText('The same');
    await window.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    expect(await violations(window)).toEqual([]);
    await window.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(window)).toEqual([]);
  });

  test('where memory is tight, nothing starts without a yes', async ({ launch, downloadsDir }) => {
    const running = await launch();
    const { app, window } = running;
    await openReport(running, writeTestFile(downloadsDir, 'orders.rdb', soundFile()));
    await app.evaluate(() => {
      process.availableMemory = () => 1000;
    });
    const question = window.getByRole('dialog', { name: 'Test although memory is tight?' });
    await card(window).getByRole('button', { name: 'Test restore' }).click();
    await expect(question).toContainText(/1\.00.kB are free/u);
    await question.getByRole('button', { name: 'Do not test' }).click();
    await expect(card(window).getByRole('status')).toHaveCount(0);
    await card(window).getByRole('button', { name: 'Test restore' }).click();
    await question.getByRole('button', { name: 'Test all the same' }).click();
    await expect(card(window).getByRole('status')).toContainText('loaded it, with all its keys');
  });

  test('what a server refuses is told in its own words', async ({ launch, downloadsDir }) => {
    const running = await launch();
    const { window } = running;
    const cut = rdbFile('REDIS0010', [text('a'), text('b')]).subarray(0, -10);
    await openReport(running, writeTestFile(downloadsDir, 'cut.rdb', cut));
    await expect(card(window)).toContainText('It is damaged: do not count on it for a restore.');
    await card(window).getByRole('button', { name: 'Test restore' }).click();
    await expect(card(window).getByRole('status')).toContainText('refused it');
    await expect(card(window)).toContainText('The server said');
  });
});
