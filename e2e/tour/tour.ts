import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { _electron, type Page } from 'playwright';
import { backupsIn } from '../fixtures/files.ts';
import { electronPath, holdReady, repositoryRoot, sandboxSwitches } from '../fixtures/runtime.ts';
import { choose, goTo, screen } from '../fixtures/screen.ts';

/**
 * Drives the main job against the practice cloud in a real window, without a person: numbered screenshots, the
 * downloaded file and a short report end up in `out/tour/`. With `--pictures` the documents' pictures are renewed too.
 */
const folder = path.join(repositoryRoot, 'out/tour');
const pictures = path.join(repositoryRoot, 'docs/images');
const MINUTE_MS = 60_000;

/** The screenshots that the README shows. */
const PICTURES = new Set([
  'browse-light',
  'report-light',
  'downloads-light',
  'link-light',
  'get-by-id-dark',
  'get-by-id-chinese',
]);

const steps: string[] = [];

async function shoot(window: Page, name: string, says: string): Promise<void> {
  const file = `${String(steps.length + 1).padStart(2, '0')}-${name}.png`;
  await window.screenshot({ path: path.join(folder, file), animations: 'disabled' });
  steps.push(`${steps.length + 1}. ${says}: \`${file}\``);
  if (process.argv.includes('--pictures') && PICTURES.has(name)) {
    mkdirSync(pictures, { recursive: true });
    copyFileSync(path.join(folder, file), path.join(pictures, `${name}.png`));
  }
}

async function tour(window: Page): Promise<void> {
  const { button, linkCard, downloadItem } = screen(window);
  await expect(button('Try the practice cloud')).toBeVisible();
  await shoot(window, 'first-run', 'The first run offers the practice cloud or a profile');

  await button('Try the practice cloud').click();
  await expect(button('Get link')).toBeVisible();
  await expect(window.getByRole('button', { name: 'Use' }).first()).toBeVisible();
  await shoot(window, 'get-by-id', 'Get by ID, with the practice cloud’s backups to rehearse with');

  await window.getByRole('button', { name: 'Use' }).first().click();
  await button('Get link').click();
  await expect(linkCard.first()).toBeVisible();
  await shoot(window, 'link-light', 'The signed link with the time it has left');

  await linkCard.first().getByRole('button', { name: 'Download' }).click();
  await goTo(window, 'Downloads');
  await expect(downloadItem(/Downloading/u).first()).toBeVisible();
  await expect.poll(() => percent(window), { timeout: MINUTE_MS }).toBeGreaterThan(25);
  await shoot(window, 'downloads-light', 'The file on its way');
  await expect(downloadItem(/Verified/u).first()).toBeVisible({ timeout: 2 * MINUTE_MS });
  await shoot(window, 'verified', 'Verified: length, ETag, structure and checksum');

  await goTo(window, 'History');
  await expect(window.getByRole('table', { name: 'History' })).toContainText('Sound');
  await shoot(window, 'history', 'History: what was downloaded and checked on this machine');
  await window.getByRole('table', { name: 'History' }).getByRole('button', { name: /rdb$/u }).first().click();
  await expect(window.getByRole('heading', { name: 'The file is sound' })).toBeVisible();
  await shoot(window, 'report', 'The report: the verdict and its evidence');
  await window.getByRole('group', { name: 'Pictures show' }).evaluate((group) => group.scrollIntoView());
  await shoot(window, 'report-light', 'The report: what is in the file');

  await choose(window, 'Region', /hk/u);
  await goTo(window, 'Browse');
  await screen(window).button('All regions').click();
  await expect(window.getByText('Last backup failed').first()).toBeVisible({ timeout: MINUTE_MS });
  await window.getByRole('button', { name: 'Health', exact: true }).click();
  await shoot(window, 'browse-light', 'Browse: every instance of the account, what needs a look first');

  await goTo(window, 'Settings');
  await choose(window, 'Theme', 'Dark');
  await shoot(window, 'settings-dark', 'Settings, in the dark theme');
  await goTo(window, 'Get by ID');
  await shoot(window, 'get-by-id-dark', 'Get by ID, in the dark theme');
  await goTo(window, 'Settings');
  await choose(window, 'Language', '简体中文');
  await choose(window, '主题', '浅色');
  await shoot(window, 'settings-chinese', 'Settings, in Chinese');
  await window.getByRole('navigation').getByRole('link', { name: '按 ID 获取' }).click();
  await shoot(window, 'get-by-id-chinese', 'Get by ID, in Chinese');
}

async function percent(window: Page): Promise<number> {
  const value = await window.getByRole('progressbar').first().getAttribute('aria-valuenow');
  return Number(value ?? 0);
}

function report(): string {
  const files = backupsIn(path.join(folder, 'downloads')).map((name) => {
    const bytes = readFileSync(path.join(folder, 'downloads', name));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return `- \`${name}\`: ${bytes.length} bytes, starts with \`${bytes.subarray(0, 9).toString('latin1')}\`, SHA-256 \`${sha256}\``;
  });
  return ['# Tour', '', ...steps, '', 'Downloaded:', '', ...files, ''].join('\n');
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(path.join(folder, 'downloads'), { recursive: true });
const app = await _electron.launch({
  executablePath: electronPath(),
  args: [
    ...sandboxSwitches(),
    ...holdReady,
    repositoryRoot,
    `--user-data-dir=${path.join(folder, 'user-data')}`,
    `--downloads-dir=${path.join(folder, 'downloads')}`,
  ],
  env: { ...process.env, LANG: 'en_US.UTF-8', LANGUAGE: 'en' },
});
try {
  await tour(await app.firstWindow());
} finally {
  await app.close();
  rmSync(path.join(folder, 'user-data'), { recursive: true, force: true });
}
writeFileSync(path.join(folder, 'report.md'), report());
console.log(report());
