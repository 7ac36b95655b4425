import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

const never = new AbortController().signal;

test('so many run at once, the rest in order, and a failure frees its place', async () => {
  const turns = createTurns(2);
  const order: string[] = [];
  const open = new Map<string, (failed: boolean) => void>();
  const start = (name: string): Promise<unknown> =>
    turns
      .run(
        () =>
          new Promise((resolve, reject) => {
            order.push(name);
            open.set(name, (failed) => (failed ? reject(new Error(name)) : resolve(name)));
          }),
        never,
      )
      .catch(() => undefined);
  const all = ['a', 'b', 'c', 'd'].map(start);
  expect(order).toEqual(['a', 'b']);
  open.get('a')?.(true);
  await all[0];
  expect(order).toEqual(['a', 'b', 'c']);
  open.get('c')?.(false);
  await all[2];
  expect(order).toEqual(['a', 'b', 'c', 'd']);
  for (const end of open.values()) end(false);
  await Promise.all(all);
});

test('one that is taken back while it waits leaves the line', async () => {
  const turns = createTurns(1);
  let end = (): void => undefined;
  const first = turns.run(() => new Promise<void>((resolve) => (end = resolve)), never);
  const leaving = new AbortController();
  const second = turns.run(() => Promise.reject(new Error('never begun')), leaving.signal);
  leaving.abort();
  await expect(second).rejects.toMatchObject({ code: 'cancelled' });
  const third = turns.run(() => Promise.resolve('third'), never);
  end();
  await first;
  expect(await third).toBe('third');
  await expect(turns.run(() => Promise.resolve(), leaving.signal)).rejects.toMatchObject({ code: 'cancelled' });
});
