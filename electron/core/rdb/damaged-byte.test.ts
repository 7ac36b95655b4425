import fc from 'fast-check';
import { expect, it } from 'vitest';
import { crc64 } from './crc64.ts';
import { crc64Halves } from './crc64-polynomial.ts';
import { findDamagedByte } from './damaged-byte.ts';

it('finds the one byte that changed, whatever became of it', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 3000 }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (bytes, at, mask) => {
        const damaged = bytes.slice();
        const place = at % bytes.length;
        damaged[place] = (damaged[place] ?? 0) ^ mask;
        expect(findDamagedByte(crc64Halves(crc64(bytes) ^ crc64(damaged)), bytes.length)).toBe(place);
      },
    ),
  );
});

it('names none where two changed', () => {
  const bytes = new Uint8Array(2000).fill(7);
  const damaged = bytes.slice().fill(8, 100, 101).fill(9, 1500, 1501);
  expect(findDamagedByte(crc64Halves(crc64(bytes) ^ crc64(damaged)), bytes.length)).toBeNull();
});
