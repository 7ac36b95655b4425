import { expect, test } from 'vitest';
import { dropMemory } from './drop-memory.ts';

test('a piece that is all of its memory is gone at once', () => {
  const piece = new Uint8Array(1000);
  dropMemory(piece);
  expect(piece.byteLength).toBe(0);
});

test('memory that others may look at stays', () => {
  const all = new Uint8Array([1, 2, 3, 4]);
  dropMemory(all.subarray(0, 2));
  expect([...all]).toEqual([1, 2, 3, 4]);
});
