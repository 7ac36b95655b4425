import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { auxField, rdbString } from '#core/practice/rdb/encoding.ts';
import { keyRecord, rdbFile } from '#core/rdb/test-rdb.ts';
import type { Page } from '@playwright/test';
import { violations } from '../fixtures/axe.ts';
import { chooseNext, saveNext, writeTestFile } from '../fixtures/reports.ts';
import { goTo, screen } from '../fixtures/screen.ts';
import { expect, test, type RunningApp } from '../fixtures/test.ts';

const many = (prefix: string, count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, at) => keyRecord(0, `${prefix}k${at}`, rdbString('x'.repeat(50))));
const OLD = rdbFile('REDIS0010', [auxField('ctime', '1790000000'), ...many('order:', 30), ...many('cart:', 20)]);
const NEW = rdbFile('REDIS0010', [auxField('ctime', '1790086400'), ...many('order:', 90), ...many('session:', 5)]);

/** Starts the app and checks two files; the history lists them then. */
async function checkTwo({ app, window }: RunningApp, folder: string): Promise<void> {
  await screen(window).button('Try the practice cloud').click();
  await goTo(window, 'History');
  await chooseNext(app, [writeTestFile(folder, 'monday.rdb', OLD), writeTestFile(folder, 'tuesday.rdb', NEW)]);
  await window.getByRole('main').getByRole('button', { name: 'Check a file…' }).first().click();
  await expect(window.getByRole('row').filter({ hasText: '.rdb' })).toHaveCount(2);
}

const changes = (window: Page) => window.getByRole('table', { name: 'What grew and shrank' });

test('two files of the history are compared, the older one as the one before', async ({ launch, downloadsDir }) => {
  const running = await launch();
  const { app, window } = running;
  await checkTwo(running, downloadsDir);
  const compare = screen(window).button('Compare the two');
  await expect(compare).toBeDisabled();
  await window.getByRole('checkbox', { name: 'Select tuesday.rdb' }).click();
  await window.getByRole('checkbox', { name: 'Select monday.rdb' }).click();
  await compare.click();
  await expect(window.getByRole('heading', { level: 1, name: 'Comparison' })).toBeVisible();
  await expect(window.getByRole('region', { name: 'Before' })).toContainText('monday.rdb');
  await expect(window.getByRole('region', { name: 'After' })).toContainText('tuesday.rdb');
  await expect(window.getByRole('region', { name: 'In all' })).toContainText('+45 50 → 95');
  await expect(changes(window).getByRole('row').nth(1)).toContainText(/order:.*30.*90.*\+60/u);
  await expect(changes(window).getByRole('row').nth(2)).toContainText(/cart:.*20.*0.*−20/u);
  await expect(window.getByRole('img', { name: /^What grew and shrank\. order:/u })).toBeVisible();
  await window.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await violations(window)).toEqual([]);
  await window.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(window)).toEqual([]);

  const target = path.join(downloadsDir, 'changes.csv');
  await saveNext(app, target);
  await screen(window).button('Save the table “What grew and shrank”').click();
  await expect.poll(() => existsSync(target)).toBe(true);
  expect(readFileSync(target, 'utf8')).toContain('"order:",30,90,');
  await screen(window).button('Back').click();
  await expect(window.getByRole('row').filter({ hasText: '.rdb' })).toHaveCount(2);
});

test('a report is compared with another that is chosen there, with names hidden where that is wanted', async ({
  launch,
  downloadsDir,
}) => {
  const running = await launch();
  const { window } = running;
  await checkTwo(running, downloadsDir);
  await window.getByRole('row').filter({ hasText: 'tuesday.rdb' }).dblclick();
  await screen(window).button('Hide names of keys').click();
  await screen(window).button('Compare with…').click();
  await window
    .getByRole('dialog')
    .getByRole('button', { name: /monday\.rdb/u })
    .click();
  await expect(window.getByRole('region', { name: 'Before' })).toContainText('monday.rdb');
  await expect(changes(window)).toContainText('••• 1');
  await expect(window.getByRole('main')).not.toContainText('order:');
});
