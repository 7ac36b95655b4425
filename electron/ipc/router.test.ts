import { describe, expect, it } from 'vitest';
import type { Logger } from '#core/ports.ts';
import { contract, type AllHandlers } from '#shared/contract/index.ts';
import { AppError } from '#shared/errors.ts';
import type { Result } from '#shared/result.ts';
import { createRateLimit } from './rate-limit.ts';
import { registerCalls } from './router.ts';
import type { CallerEvent } from './trusted-sender.ts';

type Listener = (event: CallerEvent, input: unknown) => Promise<Result<unknown>>;

const someone: CallerEvent = {
  senderFrame: { url: 'app://backhaul/index.html' },
  sender: { mainFrame: {}, isDestroyed: () => false, getURL: () => '' },
};

/** Every call answers by throwing, but for those a test replaces. */
function allHandlers(replaced: Record<string, (input: never) => unknown>): AllHandlers {
  const domains = Object.entries(contract).map(([domain, calls]) => {
    const handlers = Object.keys(calls).map((name) => [
      name,
      replaced[`${domain}.${name}`] ?? (() => Promise.reject(new Error('not part of this test'))),
    ]);
    return [domain, Object.fromEntries(handlers)];
  });
  return Object.fromEntries(domains) as AllHandlers;
}

function setUp(options: { replaced?: Record<string, (input: never) => unknown>; isTrusted?: boolean; rate?: number }) {
  const listeners = new Map<string, Listener>();
  const logged: string[] = [];
  const write: Logger['info'] = (event, fields) => void logged.push(`${event} ${JSON.stringify(fields)}`);
  const clock = { now: () => 0, sleep: () => Promise.resolve() };
  registerCalls({
    listen: (channel, listener) => listeners.set(channel, listener),
    handlers: allHandlers(options.replaced ?? {}),
    isTrusted: () => options.isTrusted ?? true,
    isWithinRate: createRateLimit({ clock, capacity: options.rate ?? 100, perSecond: 1 }),
    logger: { info: write, warn: write, error: write },
  });
  const ask = async (channel: string, input: unknown): Promise<Result<unknown>> => {
    const listener = listeners.get(channel);
    if (listener === undefined) throw new Error(`no listener on ${channel}`);
    return listener(someone, input);
  };
  return { listeners, logged, ask };
}

describe('the router', () => {
  it('listens for exactly the calls of the contract', () => {
    const { listeners } = setUp({});
    const expected = Object.entries(contract).flatMap(([domain, calls]) =>
      Object.keys(calls).map((name) => `backhaul:${domain}.${name}`),
    );
    expect([...listeners.keys()].sort()).toEqual(expected.sort());
  });

  it('hands a handler checked input and answers its checked output', async () => {
    const { ask } = setUp({ replaced: { 'app.copyText': ({ text }: { text: string }) => (text === 'hi' ? null : 1) } });
    expect(await ask('backhaul:app.copyText', { text: 'hi' })).toEqual({ ok: true, value: null });
  });

  it('refuses a stranger before anything else is looked at', async () => {
    let calls = 0;
    const { ask } = setUp({ isTrusted: false, replaced: { 'app.copyText': () => void (calls += 1) } });
    expect(await ask('backhaul:app.copyText', { text: 'hi' })).toMatchObject({
      ok: false,
      error: { code: 'forbiddenSender' },
    });
    expect(calls).toBe(0);
  });

  it.each([
    ['a field too many', { text: 'hi', extra: 1 }],
    ['a field of another type', { text: 7 }],
    ['nothing', undefined],
  ])('refuses %s without calling the handler', async (_what, input) => {
    let calls = 0;
    const { ask } = setUp({ replaced: { 'app.copyText': () => void (calls += 1) } });
    expect(await ask('backhaul:app.copyText', input)).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(calls).toBe(0);
  });

  it('says which field holds too long a text', async () => {
    const { ask } = setUp({});
    expect(await ask('backhaul:app.copyText', { text: 'x'.repeat(20_001) })).toMatchObject({
      ok: false,
      error: { code: 'invalidInput', fields: { text: 'tooLong' } },
    });
  });

  it('stops an answer that does not fit the contract', async () => {
    const leaky = { version: 1, language: 'system', theme: 'system', privateKey: 'made-up-private-key' };
    const { ask } = setUp({ replaced: { 'settings.get': () => leaky } });
    const answer = await ask('backhaul:settings.get', null);
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('made-up-private-key');
  });

  it('passes an AppError on and keeps a raw exception to itself', async () => {
    const { ask, logged } = setUp({
      replaced: {
        'app.copyText': () => Promise.reject(new AppError('offline', { retryable: true })),
        'settings.get': () => Promise.reject(new Error('made-up text from the depths')),
      },
    });
    expect(await ask('backhaul:app.copyText', { text: '' })).toMatchObject({
      ok: false,
      error: { code: 'offline', retryable: true },
    });
    const unknown = await ask('backhaul:settings.get', null);
    expect(unknown).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(unknown)).not.toContain('depths');
    expect(logged.join('\n')).toContain('depths');
  });

  it('slows down a page that calls without end', async () => {
    const { ask } = setUp({ rate: 2, replaced: { 'app.copyText': () => null } });
    const answers = [];
    for (let turn = 0; turn < 3; turn += 1) answers.push(await ask('backhaul:app.copyText', { text: '' }));
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, false]);
    expect(answers[2]).toMatchObject({ error: { code: 'tooManyCalls' } });
  });
});
