import { expect, test } from 'vitest';
import { createSlabs } from './slabs.ts';

const MIB = 1_048_576;

test('memory serves again when all that was read into it came back, not sooner', () => {
  const slabs = createSlabs();
  const reader = slabs.open();
  const first = reader.room();
  const pieces = [reader.take(MIB / 2), (reader.room(), reader.take(MIB / 2))];
  expect(reader.room().buffer).not.toBe(first.buffer);
  reader.take(MIB);
  slabs.release(pieces[0] ?? first);
  expect(reader.room().buffer).not.toBe(first.buffer);
  reader.take(MIB);
  slabs.release(pieces[1] ?? first);
  expect(reader.room().buffer).toBe(first.buffer);
});

test('a piece may come back in parts', () => {
  const slabs = createSlabs();
  const reader = slabs.open();
  const { buffer } = reader.room();
  const piece = reader.take(1000);
  reader.end();
  slabs.release(piece.subarray(0, 400));
  expect(slabs.open().room().buffer).not.toBe(buffer);
  slabs.release(piece.subarray(400));
  expect(slabs.open().room().buffer).toBe(buffer);
});

test('what is still being read into stays, whatever came back', () => {
  const slabs = createSlabs();
  const reader = slabs.open();
  const { buffer } = reader.room();
  slabs.release(reader.take(1000));
  expect(slabs.open().room().buffer).not.toBe(buffer);
  expect(reader.room().buffer).toBe(buffer);
  expect(reader.room().byteOffset).toBe(1000);
});

test('memory of others is left alone', () => {
  const slabs = createSlabs();
  slabs.release(new Uint8Array(10));
  expect(slabs.open().room().byteLength).toBe(MIB);
});
