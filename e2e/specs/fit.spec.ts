import path from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { misfits } from '../fixtures/fit.ts';
import { chooseNext, soundFile, writeTestFile } from '../fixtures/reports.ts';
import { addProfile, browse, choose, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';
import { pseudoText } from '#renderer/app/pseudo-texts.ts';

const SIZES = [
  [900, 600],
  [1280, 800],
] as const;

/** Pictures of every screen go here where somebody wants to look at them. */
const PICTURES = process.env['BACKHAUL_PICTURES'] ?? '';

async function resize(
  app: ElectronApplication,
  window: Page,
  [width, height]: readonly [number, number],
): Promise<void> {
  await app.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), [
    width,
    height,
  ] as const);
  await expect.poll(() => window.evaluate(() => globalThis.innerWidth)).toBe(width);
}

const softly = expect.configure({ soft: true });

/** Says of each screen what does not fit, and goes on to the next. */
function lookerAt(window: Page, folder: string) {
  return async (name: string, sign: Locator): Promise<void> => {
    await expect(sign.first()).toBeVisible({ timeout: 20_000 });
    if (PICTURES !== '') await window.screenshot({ path: path.join(PICTURES, folder, `${name}.png`) });
    // A table that just got less room gives columns up in the next frame.
    await softly.poll(() => misfits(window), { message: name }).toEqual([]);
  };
}

/** Pages and dialogs by what is the same in every language. */
function parts(window: Page, textOf: (english: string) => string) {
  // News at the edge bears the role too.
  const dialog = window.locator('[role="dialog"]:not([aria-modal="false"]), [role="alertdialog"]');
  return {
    dialog,
    page: (view: string) => window.locator(`nav a[href="#${view}"]`).click(),
    button: (english: string) => window.getByRole('button', { name: textOf(english), exact: true }),
    title: window.getByRole('heading', { level: 1 }),
    close: async (): Promise<void> => {
      await window.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
    },
  };
}

for (const size of SIZES) {
  test(`texts two fifths longer fit on every screen at ${size.join(' × ')}`, async ({
    launch,
    cloud,
    downloadsDir,
  }) => {
    test.setTimeout(180_000);
    const { app, window } = await launch({ switches: ['--texts=pseudo'] });
    const { page, button, dialog, title, close } = parts(window, pseudoText);
    const look = lookerAt(window, `pseudo-${size[0]}`);
    await window.emulateMedia({ reducedMotion: 'reduce' });
    await resize(app, window, size);
    await look('first run', button('Add profile'));

    await button('Add profile').click();
    await look('profile form', dialog);
    await button('Save profile').click();
    await look('profile form, refused', dialog);
    await close();
    await button('Import from UCloud CLI').click();
    await look('import', dialog);
    await close();

    await button('Try the practice cloud').click();
    await look('get by ID', title);
    await window.locator('main table button').first().click();
    await button('Get link').click();
    await look('link card', window.getByRole('region', { name: pseudoText('Backup link') }));
    await button('Paste text…').click();
    await look('paste', dialog);
    await dialog.getByRole('textbox').fill(`uredis-onb4ha ${cloud.backups.map(({ backupId }) => backupId).join(' ')}`);
    await button('Find').click();
    await look('paste, found', dialog.getByRole('list'));
    await close();

    await page('browse');
    await look('browse, instances', window.locator('tbody tr'));
    await choose(window, pseudoText('Region'), /hk/u);
    await look('browse, troubled instances', window.locator('[data-tone="danger"]'));
    await button('Copies kept here…').click();
    await look('browse, copies', window.locator('tbody tr'));
    await choose(window, pseudoText('Region'), /cn-bj2/u);
    await window.getByRole('button', { name: 'orders-prod', exact: true }).click();
    await look('browse, backups', window.locator('tbody tr'));
    await window.locator('tbody tr').first().dblclick();
    await look('browse, details', window.getByRole('complementary'));
    await window.keyboard.press('Escape');
    await window.locator('tbody tr input, tbody tr [role="checkbox"]').first().click();
    await button('Download selected').click();
    await page('downloads');
    await look('downloads', window.getByRole('progressbar'));
    await button('Details').first().click();
    await look('downloads, details', window.getByRole('progressbar'));
    await page('history');
    await look('history', title);
    await chooseNext(app, [writeTestFile(downloadsDir, 'orders.rdb', soundFile())]);
    await button('Check a file…').first().click();
    await look('report', window.locator('main section'));
    await page('settings');
    await look('settings', window.locator('main section'));
    await window.getByRole('radio', { name: pseudoText('Master password') }).click();
    await look('settings, master password', dialog);
    await close();
    await window
      .getByRole('button', { name: /^⟦Ďêľêťê přöfíľê/u })
      .first()
      .click();
    await look('delete profile', dialog);
    await close();

    await window.keyboard.press('Control+k');
    await look('palette', dialog);
    await close();
    await window.keyboard.press('Control+/');
    await look('shortcuts', dialog);
    await close();
  });
}

const NAMES = {
  long: 'orders-production-'.repeat(12).slice(0, 200),
  rightToLeft: 'مخزون المتجر الرئيسي',
  emoji: '🚚 backhaul 👩‍👩‍👧‍👦 配置',
};

for (const size of SIZES) {
  test(`names of any length and script fit on every screen at ${size.join(' × ')}`, async ({ launch, cloud }) => {
    test.setTimeout(180_000);
    const { app, window } = await launch();
    await window.emulateMedia({ reducedMotion: 'reduce' });
    await resize(app, window, size);
    await browse(window, cloud, /hk/u);
    for (const [kind, name] of Object.entries(NAMES)) {
      const look = lookerAt(window, `${kind}-${size[0]}`);
      const { button, dialog, close } = parts(window, (english) => english);
      await addProfile(window, { name, ...cloud }, 'New profile');
      await expect(screen(window).combobox('Profile')).toHaveValue(name);
      await choose(window, 'Region', /hk/u);
      await goTo(window, 'Browse');
      await look('browse, instances', window.locator('tbody tr'));
      await window
        .getByRole('button', { name: INSTANCES[kind as keyof typeof NAMES] })
        .last()
        .click();
      await look('browse, backups', window.locator('tbody tr'));
      await window.locator('tbody tr').first().dblclick();
      await look('browse, details', window.getByRole('complementary'));
      const good = window.locator('tbody tr').filter({ hasText: 'Good' }).first();
      if ((await good.count()) > 0) await good.getByRole('checkbox').click();
      if (await button('Download selected').isEnabled()) await button('Download selected').click();
      await goTo(window, 'Downloads');
      await look('downloads', window.getByRole('progressbar'));
      await goTo(window, 'Settings');
      await look('settings', window.locator('main section'));
      await window
        .getByRole('button', { name: `Delete profile ${name}` })
        .first()
        .click();
      await look('delete profile', dialog);
      await close();
      await window.keyboard.press('Control+k');
      await dialog.getByRole('combobox').fill('hong kong');
      await look('palette', dialog.getByRole('option'));
      await close();
    }
  });
}

/** The instances of the practice cloud that are called such things. */
const INSTANCES: Readonly<Record<keyof typeof NAMES, RegExp>> = {
  long: /^coupons-campaign/u,
  rightToLeft: /^مخزون/u,
  emoji: /^💳/u,
};
