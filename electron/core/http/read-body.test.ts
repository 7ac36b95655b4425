import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { discardBody, readBeginning, readBody } from './read-body.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function open(idleTimeoutMs = 1000) {
  const log: string[] = [];
  const events = new EventEmitter();
  const abort = new AbortController();
  const source = Object.assign(events, { pause: () => log.push('pause'), resume: () => log.push('resume') });
  const body = readBody(source, {
    host: 'example.com',
    idleTimeoutMs,
    signal: abort.signal,
    errorOf: () => new AppError('connectionLost'),
    close: (isComplete) => log.push(isComplete ? 'complete' : 'dropped'),
  });
  return { log, events, abort, body, iterator: body[Symbol.asyncIterator]() };
}

test('a reader slower than the idle timeout is not taken for a stalled server', async () => {
  const { events, iterator } = open();
  events.emit('data', Buffer.from('a'));
  await iterator.next();
  await vi.advanceTimersByTimeAsync(60_000);
  events.emit('data', Buffer.from('b'));
  expect(await iterator.next()).toEqual({ done: false, value: Buffer.from('b') });
});

test('silence while the reader waits is a timeout, counted from when it began to wait', async () => {
  const { events, iterator, log } = open();
  await vi.advanceTimersByTimeAsync(900);
  const first = iterator.next();
  await vi.advanceTimersByTimeAsync(900);
  events.emit('data', Buffer.from('a'));
  expect(await first).toMatchObject({ done: false });
  const second = iterator.next();
  second.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(999);
  expect(log).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  await expect(second).rejects.toMatchObject({
    code: 'timeout',
    data: { params: { host: 'example.com', seconds: 1 } },
  });
  expect(log).toEqual(['dropped']);
});

test('the source is paused at one mebibyte unread and resumed when all of it was read', async () => {
  const { events, iterator, log } = open();
  for (let i = 0; i < 4; i += 1) events.emit('data', Buffer.alloc(262_144));
  expect(log).toEqual(['pause']);
  for (let i = 0; i < 4; i += 1) await iterator.next();
  expect(log).toEqual(['pause']);
  const more = iterator.next();
  await Promise.resolve();
  expect(log).toEqual(['pause', 'resume']);
  events.emit('end');
  expect(await more).toEqual({ done: true, value: undefined });
});

test('what arrived before the end or a failure is read first', async () => {
  const ok = open();
  ok.events.emit('data', Buffer.from('a'));
  ok.events.emit('end');
  ok.events.emit('close');
  expect(await ok.iterator.next()).toMatchObject({ done: false });
  expect(ok.log).toEqual([]);
  expect(await ok.iterator.next()).toMatchObject({ done: true });
  expect(ok.log).toEqual(['complete']);

  const bad = open();
  bad.events.emit('data', Buffer.from('a'));
  bad.events.emit('close');
  expect(await bad.iterator.next()).toMatchObject({ done: false });
  await expect(bad.iterator.next()).rejects.toMatchObject({ code: 'connectionLost' });
  expect(bad.log).toEqual(['dropped']);
});

test('an abort drops the connection even when nobody reads', async () => {
  const { abort, iterator, log } = open();
  abort.abort();
  expect(log).toEqual(['dropped']);
  await expect(iterator.next()).rejects.toMatchObject({ code: 'cancelled' });
});

test('a body that is discarded unread drops the connection and ends', async () => {
  const { body, iterator, log } = open();
  await discardBody(body);
  expect(log).toEqual(['dropped']);
  expect(await iterator.next()).toMatchObject({ done: true });
});

test('the beginning of a body is at most as long as asked, and survives a failure', async () => {
  const long = open();
  long.events.emit('data', Buffer.from('abcdef'));
  expect(Buffer.from(await readBeginning(long.body, 4)).toString()).toBe('abcd');
  expect(long.log).toEqual(['dropped']);

  const broken = open();
  broken.events.emit('data', Buffer.from('ab'));
  broken.events.emit('error', new Error('reset'));
  expect(Buffer.from(await readBeginning(broken.body, 4)).toString()).toBe('ab');
});
