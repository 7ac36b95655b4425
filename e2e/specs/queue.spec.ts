import type { Page } from '@playwright/test';
import { addProfile, fillInBackup, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

const SLOW_BYTES_PER_SECOND = 50_000;

const list = (window: Page) => window.getByRole('list', { name: 'Downloads' }).getByRole('listitem');

/** The names of the list's rows, from the top. */
async function names(window: Page): Promise<string[]> {
  const bars = await list(window).getByRole('progressbar').all();
  return Promise.all(bars.map(async (bar) => (await bar.getAttribute('aria-label')) ?? ''));
}

test.beforeEach(async ({ window, cloud }) => {
  cloud.control.setPace(SLOW_BYTES_PER_SECOND);
  await addProfile(window, { name: 'orders', ...cloud });
  const backup = cloud.backups.find(({ kind, fault }) => kind === 'masterReplica' && fault === '');
  if (backup === undefined) throw new Error('The practice cloud offers nothing.');
  for (let turn = 1; turn <= 5; turn += 1) {
    await fillInBackup(window, backup);
    await screen(window).button('Download').click();
    await expect(list(window)).toHaveCount(turn);
  }
});

test('the queue is put in another order by keyboard, by its menu and by dragging, and says where a row is now', async ({
  window,
}) => {
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = await names(window);
  const handle = (name: string) => window.getByRole('button', { name: `Order of ${name}`, exact: true });

  await handle(fifth).focus();
  await window.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => names(window)).toEqual([first, second, third, fifth, fourth]);
  await expect(handle(fifth)).toBeFocused();
  await expect(window.getByText(`${fifth} is now number 4 of 5 in the queue.`)).toBeAttached();
  await window.keyboard.press('Alt+Home');
  await expect.poll(() => names(window)).toEqual([fifth, first, second, third, fourth]);

  await handle(fifth).click();
  await window.getByRole('menuitem', { name: 'Move to the bottom' }).click();
  await expect.poll(() => names(window)).toEqual([first, second, third, fourth, fifth]);

  await handle(fifth).scrollIntoViewIfNeeded();
  const [from, to] = [await handle(fifth).boundingBox(), await handle(fourth).boundingBox()];
  if (from === null || to === null) throw new Error('The handles cannot be seen.');
  await window.mouse.move(from.x + 5, from.y + 5);
  await window.mouse.down();
  await window.mouse.move(to.x + 5, to.y + 5, { steps: 5 });
  await window.mouse.up();
  await expect.poll(() => names(window)).toEqual([first, second, third, fifth, fourth]);
});

test('those at the top begin first, as many as the settings say, and all are paused and resumed at once', async ({
  window,
}) => {
  const statuses = (word: string) => list(window).getByRole('status').filter({ hasText: word });
  await expect(statuses('Downloading')).toHaveCount(3);
  await expect(statuses('Queued')).toHaveCount(2);
  await goTo(window, 'Settings');
  await window.getByRole('combobox', { name: 'Downloads at the same time' }).click();
  await window.getByRole('option', { name: '5', exact: true }).click();
  await goTo(window, 'Downloads');
  await expect(statuses('Downloading')).toHaveCount(5);
  await expect(window.getByRole('progressbar', { name: 'All downloads together' })).toBeVisible();

  await screen(window).button('Pause all').click();
  await expect(statuses('Paused')).toHaveCount(5);
  await screen(window).button('Resume all').click();
  await expect(statuses('Downloading')).toHaveCount(5);
  await screen(window).button('Cancel all…').click();
  await screen(window).button('Cancel all downloads').click();
  await expect(list(window)).toHaveCount(0);
});
