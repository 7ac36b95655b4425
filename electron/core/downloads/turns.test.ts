import { expect, test } from 'vitest';
import { bothLimits, createTurns } from './turns.ts';

const { signal } = new AbortController();
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('what fits into a turn goes on at once; the rest waits for its own turn, in order', async () => {
  const turns = createTurns(100);
  const order: string[] = [];
  const take = (name: string, bytes: number): void => void turns.take(bytes, signal).then(() => order.push(name));
  take('a', 60);
  take('b', 60);
  take('c', 60);
  take('d', 60);
  take('e', 10);
  await Promise.resolve();
  expect(order).toEqual(['a', 'b']);
  await nextTurn();
  expect(order).toEqual(['a', 'b', 'c', 'd']);
  await nextTurn();
  expect(order).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('a turn that nobody waited for leaves nothing owed', async () => {
  const turns = createTurns(100);
  await turns.take(500, signal);
  await nextTurn();
  let isThrough = false;
  void turns.take(1, signal).then(() => (isThrough = true));
  await Promise.resolve();
  expect(isThrough).toBe(true);
});

test('it is crowded when somebody had to wait in most turns, and no longer once nobody does', async () => {
  const turns = createTurns(100);
  expect(turns.isCrowded?.()).toBe(false);
  const eager = Array.from({ length: 40 }, () => turns.take(100, signal));
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
  expect(turns.isCrowded?.()).toBe(true);
  await Promise.all(eager);
  for (let turn = 0; turn < 20; turn += 1) {
    await turns.take(10, signal);
    await nextTurn();
  }
  expect(turns.isCrowded?.()).toBe(false);
});

test('of two limits both are asked, and the second only when the first lets go', async () => {
  const asked: string[] = [];
  const limit = (name: string) => ({ take: (bytes: number) => Promise.resolve(void asked.push(`${name} ${bytes}`)) });
  await bothLimits(limit('first'), limit('second')).take(7, signal);
  expect(asked).toEqual(['first 7', 'second 7']);
});
