import { describe, expect, it } from 'vitest';
import type { Clock } from '#core/ports.ts';
import { createSecretClipboard } from './secret-clipboard.ts';

/** A clipboard anybody may write to, and a clock whose minute passes when told. */
function setUp() {
  let content = '';
  const waiting: (() => void)[] = [];
  const clock: Clock = {
    now: () => 0,
    sleep: (ms) => (ms === 60_000 ? new Promise((resolve) => void waiting.push(resolve)) : Promise.reject(new Error())),
  };
  const clipboard = createSecretClipboard(
    { readText: () => content, writeText: (text) => void (content = text) },
    clock,
  );
  /** The minutes that run now; they pass when the answer is called. */
  const takeWaiting = (): (() => Promise<void>) => {
    const taken = waiting.splice(0);
    return async () => {
      for (const resolve of taken) resolve();
      await new Promise((resolve) => setImmediate(resolve));
    };
  };
  const afterAMinute = (): Promise<void> => takeWaiting()();
  return {
    clipboard,
    afterAMinute,
    takeWaiting,
    content: () => content,
    somebodyCopies: (text: string) => void (content = text),
  };
}

describe('a copied link', () => {
  it('leaves the clipboard after a minute', async () => {
    const { clipboard, afterAMinute, content } = setUp();
    await clipboard.copySecret('https://link');
    expect(content()).toBe('https://link');
    await afterAMinute();
    expect(content()).toBe('');
  });

  it('does not take away what somebody copied since', async () => {
    const { clipboard, afterAMinute, content, somebodyCopies } = setUp();
    await clipboard.copySecret('https://link');
    somebodyCopies('shopping list');
    await afterAMinute();
    expect(content()).toBe('shopping list');
  });

  it('gets its whole minute again when it is copied again', async () => {
    const { clipboard, afterAMinute, takeWaiting, content } = setUp();
    await clipboard.copySecret('https://link');
    const firstMinute = takeWaiting();
    await clipboard.copySecret('https://link');
    await firstMinute();
    expect(content()).toBe('https://link');
    await afterAMinute();
    expect(content()).toBe('');
  });

  it('leaves at once when the app quits', async () => {
    const { clipboard, content } = setUp();
    await clipboard.copySecret('https://link');
    await clipboard.clearSecret();
    expect(content()).toBe('');
  });
});
