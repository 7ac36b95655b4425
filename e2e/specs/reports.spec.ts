import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { createRdbSource } from '#core/practice/rdb-writer.ts';
import { violations } from '../fixtures/axe.ts';
import { AWKWARD_KEYS, chooseNext, dropFile, saveNext, soundFile, writeTestFile } from '../fixtures/reports.ts';
import { goTo, screen } from '../fixtures/screen.ts';
import { expect, test, type RunningApp } from '../fixtures/test.ts';

/** Starts the app and opens the report of a file that is chosen in the dialog. */
async function openReport({ app, window }: RunningApp, file: string): Promise<void> {
  await screen(window).button('Try the practice cloud').click();
  await goTo(window, 'History');
  await chooseNext(app, [file]);
  await window.getByRole('main').getByRole('button', { name: 'Check a file…' }).first().click();
  await expect(window.getByRole('heading', { level: 1, name: path.basename(file) })).toBeVisible();
}

/** Words of the test file's keys. */
const NAMES = /\border:|session:|basket/u;

const verdict = (window: Page, title: string) => window.getByRole('heading', { level: 2, name: title });

test('a sound file is proven, counted and drawn, in both themes', async ({ launch, downloadsDir }) => {
  const running = await launch();
  const { window } = running;
  const file = writeTestFile(downloadsDir, 'orders.rdb', soundFile());
  await openReport(running, file);
  await expect(verdict(window, 'The file is sound')).toBeVisible();
  await expect(window.getByText('CRC64: right')).toBeVisible();
  await expect(window.getByText('Nothing after the end')).toBeVisible();
  const keyCount = 40 + 12 + 30 + AWKWARD_KEYS.length;
  await expect(window.getByText(String(keyCount), { exact: true }).first()).toBeVisible();
  const biggest = window.getByRole('table', { name: /biggest keys/u });
  await expect(biggest.getByRole('row').nth(1)).toContainText('order:39:lines');
  await expect(biggest).toContainText('😀');
  await expect(biggest).toContainText('<img src=x onerror=alert(1)>');
  await expect(biggest).toContainText('tab\\x09here');
  await window.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await violations(window)).toEqual([]);
  await window.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(window)).toEqual([]);
});

test('bytes behind the end of a sound file are counted and warned of', async ({ launch, downloadsDir }) => {
  const running = await launch();
  const { window } = running;
  const file = writeTestFile(downloadsDir, 'orders.rdb', soundFile());
  appendFileSync(file, 'x'.repeat(1234));
  await openReport(running, file);
  await expect(verdict(window, 'The file is sound')).toBeVisible();
  const chip = window.locator('[data-outcome="warning"]').filter({ hasText: '1,234 bytes after the end' });
  await expect(chip).toBeVisible();
  await expect(window.getByText('Nothing after the end')).toBeHidden();
});

test('the map of prefixes is descended into and left again by the keyboard', async ({ launch, downloadsDir }) => {
  const running = await launch();
  const { window } = running;
  await openReport(running, writeTestFile(downloadsDir, 'orders.rdb', soundFile()));
  const map = window.getByRole('group', { name: /^Prefixes/u });
  const tile = (name: RegExp) => map.getByRole('button', { name });
  await tile(/^order:,/u).focus();
  await window.keyboard.press('Enter');
  await expect(map).toHaveAccessibleName('Prefixes below order:');
  await expect(tile(/^order:\*:,/u)).toBeFocused();
  await window.keyboard.press('ArrowRight');
  await expect(tile(/^order:archive:,/u)).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(map).toHaveAccessibleName('Prefixes below order:');
  await window.keyboard.press('Backspace');
  await expect(map).toHaveAccessibleName('Prefixes');
  await expect(tile(/^order:,/u)).toBeFocused();
});

test('a damaged file says where, what to do, and what could be read', async ({ launch, downloadsDir }) => {
  const running = await launch();
  const { window } = running;
  const source = createRdbSource({ seed: 4, sizeBytes: 300_000 });
  const file = writeTestFile(downloadsDir, 'cut.rdb', source.read(0, 200_000));
  await openReport(running, file);
  await expect(verdict(window, 'The file is cut off')).toBeVisible();
  await expect(window.getByText('Download the backup again.', { exact: false })).toBeVisible();
  await expect(window.getByText('Last good key')).toBeVisible();
  await expect(window.getByText('What follows is partial', { exact: false })).toBeVisible();
  await expect(window.getByRole('table', { name: /biggest keys/u })).toBeVisible();
  expect(await violations(window)).toEqual([]);
});

test('a file that is no backup says what it looks like', async ({ launch, downloadsDir }) => {
  const running = await launch();
  const { window } = running;
  const page = new TextEncoder().encode('<!doctype html><title>Sign in</title>');
  await openReport(running, writeTestFile(downloadsDir, 'backup.rdb', page));
  await expect(verdict(window, 'This is a web page, not a backup')).toBeVisible();
  await expect(window.getByText('a web page', { exact: true })).toBeVisible();
  await expect(window.getByRole('button', { name: 'Check every value' })).toBeHidden();
});

test('what is saved holds the report, and no key becomes a formula', async ({ launch, downloadsDir }) => {
  const running = await launch();
  const { app, window } = running;
  await openReport(running, writeTestFile(downloadsDir, 'orders.rdb', soundFile()));
  const target = path.join(downloadsDir, 'saved');
  const save = async (entry: string): Promise<string> => {
    rmSync(target, { force: true });
    await saveNext(app, target);
    await screen(window).button('Save…').click();
    await window.getByRole('menuitem', { name: entry, exact: true }).click();
    await expect.poll(() => existsSync(target)).toBe(true);
    return readFileSync(target, 'utf8');
  };
  const report = JSON.parse(await save('Whole report (JSON)')) as { report: { summary: { keys: number } } };
  expect(report.report.summary.keys).toBe(82 + AWKWARD_KEYS.length);
  const csv = await save('Biggest keys (CSV)');
  expect(csv.trimEnd().split('\r\n')).toHaveLength(1 + 82 + AWKWARD_KEYS.length);
  expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`);
  rmSync(target);
  await saveNext(app, target);
  await window.getByRole('button', { name: 'Save the picture “Prefixes”' }).click();
  await expect.poll(() => existsSync(target)).toBe(true);
  const svg = readFileSync(target, 'utf8');
  expect(svg).toMatch(/^<svg .*order:/su);
  expect(svg).not.toMatch(/class=|style=|<script/u);
});

test('with names hidden no key is on screen, copied, or saved unless asked for', async ({ launch, downloadsDir }) => {
  const running = await launch();
  const { app, window } = running;
  const file = writeTestFile(downloadsDir, 'orders.rdb', soundFile());
  await openReport(running, file);
  await screen(window).button('Hide names of keys').click();
  const main = window.getByRole('main');
  await expect(main).toContainText('••• 1');
  expect(NAMES.test(await main.innerHTML())).toBe(false);
  const target = path.join(downloadsDir, 'saved');
  await saveNext(app, target);
  await screen(window).button('Save…').click();
  await window.getByRole('menuitem', { name: 'Whole report without names of keys (JSON)' }).click();
  await expect.poll(() => existsSync(target)).toBe(true);
  expect(readFileSync(target, 'utf8')).not.toMatch(NAMES);
  await screen(window).button('Copy summary').click();
  await expect
    .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
    .toMatch(/Found: sound[^]*CRC64: right/u);
  await running.close();
  const again = await launch();
  await goTo(again.window, 'History');
  await again.window.getByRole('button', { name: 'orders.rdb', exact: true }).click();
  await expect(again.window.getByRole('main')).toContainText('••• 1');
});

test('every value is checked on demand, and prefixes with another delimiter', async ({ launch, downloadsDir }) => {
  const running = await launch();
  const { window } = running;
  await openReport(running, writeTestFile(downloadsDir, 'orders.rdb', soundFile()));
  await expect(window.getByText('Values: walked over, not decoded')).toBeVisible();
  await screen(window).button('Check every value').click();
  await expect(window.getByText('Values: every one decoded')).toBeVisible();
  await window.getByRole('combobox', { name: 'Delimiter' }).click();
  await window.getByRole('option', { name: '-', exact: true }).click();
  const map = window.getByRole('group', { name: /^Prefixes/u });
  await expect(map.getByRole('button', { name: /^long:very-/u })).toBeVisible();
  await expect(window.getByText('Values: every one decoded')).toBeVisible();
});

test('History checks dropped files, remembers them, checks again, and says when one is gone', async ({
  launch,
  downloadsDir,
}) => {
  const running = await launch();
  const { window } = running;
  await screen(window).button('Try the practice cloud').click();
  await goTo(window, 'History');
  await expect(window.getByText('Nothing checked yet')).toBeVisible();
  expect(await violations(window)).toEqual([]);
  const file = writeTestFile(downloadsDir, 'dropped.rdb', soundFile());
  await dropFile(window, file);
  await expect(window.getByRole('heading', { level: 1, name: 'dropped.rdb' })).toBeVisible();
  await screen(window).button('Back to the history').click();

  const table = window.getByRole('table', { name: 'History' });
  const row = table.getByRole('row').filter({ hasText: 'dropped.rdb' });
  await expect(row).toContainText('Sound');
  await expect(row).toContainText('There');
  expect(await violations(window)).toEqual([]);

  appendFileSync(file, 'more');
  await running.close();
  const again = await launch();
  await goTo(again.window, 'History');
  const rows = again.window.getByRole('table', { name: 'History' }).getByRole('row');
  const known = rows.filter({ hasText: 'dropped.rdb' });
  await expect(known).toContainText('Changed');
  await known.getByRole('button', { name: 'More for dropped.rdb' }).click();
  await again.window.getByRole('menuitem', { name: 'Check again' }).click();
  await expect(again.window.getByText('4 bytes after the end, which servers ignore')).toBeVisible();

  rmSync(file);
  await goTo(again.window, 'Downloads');
  await goTo(again.window, 'History');
  await expect(again.window.getByText('The file is no longer where it was checked.', { exact: false })).toBeVisible();
  await screen(again.window).button('Check again').click();
  await expect(again.window.getByRole('alert')).toContainText('The file is no longer where it was.');
  await again.window.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'History' }).click();
  await expect(rows.filter({ hasText: 'Gone' })).toHaveCount(2);
  await again.window.getByRole('checkbox', { name: 'Select all shown' }).click();
  await screen(again.window).button('Remove from list').click();
  await expect(again.window.getByText('Nothing checked yet')).toBeVisible();
});

test('Ctrl+O checks a file from any page and leads to where its check is seen', async ({ launch, downloadsDir }) => {
  const { app, window } = await launch();
  await screen(window).button('Try the practice cloud').click();
  await chooseNext(app, [writeTestFile(downloadsDir, 'orders.rdb', soundFile())]);
  await expect(screen(window).combobox('Profile')).toBeVisible();
  await window.keyboard.press('Control+o');
  const table = window.getByRole('table', { name: 'History' });
  await expect(table.getByRole('row').filter({ hasText: 'orders.rdb' })).toContainText('Sound');
});

test('a page cannot have a path checked that it made up', async ({ launch, downloadsDir }) => {
  const { window } = await launch();
  const secret = writeTestFile(downloadsDir, 'secret.rdb', soundFile());
  const answer = await window.evaluate(async (name) => {
    const bridge = Reflect.get(globalThis, 'backhaul') as {
      checks: { dropFiles: (files: unknown) => Promise<unknown> };
    };
    return bridge.checks.dropFiles([new File(['REDIS0009'], name)]);
  }, secret);
  expect(answer).toEqual({ ok: true, value: [] });
  writeFileSync(secret, 'still mine');
});
