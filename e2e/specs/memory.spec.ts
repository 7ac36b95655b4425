import type { Page } from '@playwright/test';
import { choose, goTo, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

const PRIVATE_KEY = 'made-up-private-key-that-must-not-stay';
const TOKEN = 'made-up-security-token-that-must-not-stay';
const PASSWORD = 'made-up walnut ferry 93';
const SECRETS = [PRIVATE_KEY, TOKEN, PASSWORD];

/** Everything the window's JavaScript still holds on to, garbage taken out, as one text. */
async function heapOf(window: Page): Promise<string> {
  const session = await window.context().newCDPSession(window);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
}

/** Types as a keyboard does. Playwright's `fill` would leave the text in the page's memory by itself. */
async function type(window: Page, label: string, text: string): Promise<void> {
  await window.getByLabel(label, { exact: true }).last().focus();
  await window.keyboard.insertText(text);
}

const found = (heap: string): string[] => SECRETS.filter((secret) => heap.includes(secret));

test('what was typed of a key or a password is gone from the window’s memory once it was sent', async ({
  launch,
  cloud,
  secrets,
}) => {
  // Two snapshots of a whole heap, on a machine that may be busy.
  test.setTimeout(240_000);
  secrets.push(...SECRETS);
  const { window } = await launch();
  const { button, textbox } = screen(window);
  await button('Add profile').click();
  await textbox('Profile name').fill('orders');
  await choose(window, 'Cloud', /custom/iu);
  await textbox('API endpoint').fill(cloud.apiUrl);
  await textbox('Public key').fill('made-up-public-key');
  await type(window, 'Private key', PRIVATE_KEY);
  await window.getByText('Advanced').click();
  await type(window, 'Security token', TOKEN);
  expect(found(await heapOf(window)), 'the search finds what is there').toEqual([PRIVATE_KEY, TOKEN]);
  await button('Test credentials').click();
  await expect(screen(window).alert).toBeVisible();
  await button('Save profile').click();
  await expect(textbox('Profile name')).toBeHidden();

  await goTo(window, 'Settings');
  await window.getByRole('radio', { name: 'Master password' }).click();
  await type(window, 'Master password', PASSWORD);
  await type(window, 'Repeat master password', PASSWORD);
  await window.getByRole('dialog').getByRole('button', { name: 'Set master password' }).click();
  await expect(window.getByText('Vault open · master password')).toBeVisible();
  await button('Lock now').click();
  await button('Unlock').click();
  await type(window, 'Master password', PASSWORD);
  await window.getByRole('dialog').getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(window.getByText('Vault open · master password')).toBeVisible();
  await expect.poll(async () => found(await heapOf(window)), { timeout: 120_000 }).toEqual([]);
});
