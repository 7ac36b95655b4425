import { expect, test } from 'vitest';
import { createLinkHolder, type LinkHolder } from './link-holder.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 24, 12);

function holderAt(
  expiresAfterMs: number | null,
  url = 'https://h.example/k?Signature=a',
): {
  holder: LinkHolder;
  time: { now: number };
  asked: () => number;
  told: number[];
} {
  const time = { now: NOON };
  const told: number[] = [];
  let asked = 0;
  const holder = createLinkHolder({
    getLink: () => {
      asked += 1;
      return Promise.resolve({ url, expiresAt: expiresAfterMs === null ? null : time.now + expiresAfterMs });
    },
    now: () => time.now,
    onRenewed: (renewals) => told.push(renewals),
  });
  return { holder, time, asked: () => asked, told };
}

const dateOf = (at: number): string => new Date(at).toUTCString();

test.each<[string, number, number, boolean]>([
  ['long before its end', 4 * HOUR, 3 * HOUR, false],
  ['a quarter of a minute before its end', 4 * HOUR, 4 * HOUR - 15_000, true],
  ['a little earlier', 4 * HOUR, 4 * HOUR - 16_000, false],
  ['of a short link, in its last tenth', 10_000, 9000, true],
  ['of a short link, before that', 10_000, 8900, false],
])('%s: whether a link is renewed before it is used', async (_name, lifetimeMs, laterMs, isRenewed) => {
  const { holder, time, asked } = holderAt(lifetimeMs);
  await holder.current();
  time.now += laterMs;
  await holder.current();
  expect(asked()).toBe(isRenewed ? 2 : 1);
});

test("the storage's clock decides: where it is ahead, a link ends earlier here", async () => {
  const { holder, time, asked } = holderAt(HOUR);
  const link = await holder.current();
  holder.seen(dateOf(time.now + 50 * 60_000));
  time.now += 5 * 60_000;
  await holder.current();
  expect(asked()).toBe(1);
  expect(holder.isExpired(link)).toBe(false);
  time.now += 5 * 60_000;
  expect(holder.isExpired(link)).toBe(true);
  await holder.current();
  expect(asked()).toBe(2);
});

test('a difference of a second or of years says nothing', async () => {
  const { holder, time, asked } = holderAt(HOUR);
  await holder.current();
  for (const skew of [2000, 400 * 24 * HOUR]) holder.seen(dateOf(time.now + skew));
  holder.seen('no date');
  holder.seen(undefined);
  time.now += HOUR - 16_000;
  await holder.current();
  expect(asked()).toBe(1);
});

test('a new link that seems to be over is used all the same, once and again', async () => {
  const { holder, asked } = holderAt(-HOUR);
  await holder.current();
  await holder.current();
  expect(asked()).toBe(1);
});

test('connections that ask at the same time wait for one answer', async () => {
  const { holder, asked, told } = holderAt(null);
  const links = await Promise.all([holder.current(), holder.current(), holder.current()]);
  expect(new Set(links.map(({ issue }) => issue)).size).toBe(1);
  for (const link of links) expect(holder.refused(link, 401)).toBe(true);
  await Promise.all([holder.current(), holder.current()]);
  expect(asked()).toBe(2);
  expect(told).toEqual([1]);
  expect(holder.renewals).toBe(1);
});

test('a renewed link that is refused too ends it, unless bytes came between', async () => {
  const { holder } = holderAt(null);
  expect(holder.refused(await holder.current(), 403)).toBe(true);
  expect(holder.refused(await holder.current(), 403)).toBe(false);
  holder.worked();
  expect(holder.refused(await holder.current(), 401)).toBe(true);
});

test('a + in the signature is tried escaped before a new link is asked for, by all connections', async () => {
  const { holder, asked } = holderAt(null, ' https://h.example/k?Signature=a+b\n');
  const [first, second] = [await holder.current(), await holder.current()];
  expect(first.url).toBe('https://h.example/k?Signature=a+b');
  expect(holder.refused(first, 403)).toBe(true);
  expect(holder.refused(second, 403)).toBe(true);
  const escaped = await holder.current();
  expect(escaped.url).toBe('https://h.example/k?Signature=a%2Bb');
  expect(asked()).toBe(1);
  expect(holder.refused(escaped, 403)).toBe(true);
  expect((await holder.current()).url).toContain('a+b');
  expect(asked()).toBe(2);
});

test('an empty link is none', async () => {
  const { holder } = holderAt(null, ' ');
  await expect(holder.current()).rejects.toMatchObject({ code: 'linkMissing' });
});
