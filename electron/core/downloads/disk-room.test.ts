import { expect, test } from 'vitest';
import { refusalOf } from './disk-room.ts';

const GIB = 2 ** 30;
const FAT = 0x4d44;
const EXT4 = 0xef53;

test.each<[string, { freeBytes: number; type: number }, number, number, string | undefined]>([
  ['room for all', { freeBytes: 10 * GIB, type: EXT4 }, 8 * GIB, 8 * GIB, undefined],
  ['room for what is missing', { freeBytes: GIB, type: EXT4 }, 8 * GIB, GIB, undefined],
  ['a byte too little', { freeBytes: GIB - 1, type: EXT4 }, 8 * GIB, GIB, 'diskFull'],
  ['nothing missing on a full disk', { freeBytes: 0, type: EXT4 }, GIB, 0, undefined],
  ['four gibibytes on FAT', { freeBytes: 10 * GIB, type: FAT }, 4 * GIB, 4 * GIB, 'fileTooLarge'],
  ['a byte less on FAT', { freeBytes: 10 * GIB, type: FAT }, 4 * GIB - 1, 4 * GIB - 1, undefined],
  ['where the platform has no types', { freeBytes: 10 * GIB, type: 0 }, 8 * GIB, 8 * GIB, undefined],
])('%s', (_name, room, totalBytes, neededBytes, code) => {
  expect(refusalOf(room, totalBytes, neededBytes)?.code).toBe(code);
});
