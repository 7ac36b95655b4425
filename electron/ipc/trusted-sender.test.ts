import { describe, expect, it } from 'vitest';
import { createTrustedSenderCheck, type CallerEvent } from './trusted-sender.ts';

const PAGE = 'app://backhaul/index.html';

function caller(changes: { frameUrl?: string; pageUrl?: string; isSubframe?: boolean; isDestroyed?: boolean } = {}) {
  const frame = { url: changes.frameUrl ?? PAGE };
  const sender = {
    mainFrame: changes.isSubframe === true ? { url: PAGE } : frame,
    isDestroyed: () => changes.isDestroyed ?? false,
    getURL: () => changes.pageUrl ?? PAGE,
  };
  return { sender, senderFrame: frame };
}

function verdict(event: CallerEvent, owner: unknown = event.sender): boolean {
  return createTrustedSenderCheck({ owner: () => owner, isOwnPage: (url) => url === PAGE })(event);
}

describe('the sender check', () => {
  it('accepts the main frame of our window on our page', () => {
    expect(verdict(caller())).toBe(true);
  });

  it.each([
    ['a subframe', caller({ isSubframe: true })],
    ['a page that navigated away', caller({ frameUrl: 'https://evil.example/', pageUrl: 'https://evil.example/' })],
    ['a frame whose address differs from the window’s', caller({ pageUrl: 'app://backhaul/other.html' })],
    ['a window that is gone', caller({ isDestroyed: true })],
    ['a frame that is gone', { ...caller(), senderFrame: null }],
  ])('refuses %s', (_what, event) => {
    expect(verdict(event)).toBe(false);
  });

  it('refuses every caller while there is no window, and any window but ours', () => {
    expect(createTrustedSenderCheck({ owner: () => undefined, isOwnPage: () => true })(caller())).toBe(false);
    expect(verdict(caller(), { another: 'window' })).toBe(false);
  });
});
