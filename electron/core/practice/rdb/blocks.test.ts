import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc64 } from '../../rdb/crc64.ts';
import { crc64FromHalves, crc64Halves } from '../../rdb/crc64-polynomial.ts';
import { BLOCK_BYTES, createBlockChecksum, createBlockTemplates, MAX_BLOCK_COUNT, writeBlock } from './blocks.ts';

const templates = createBlockTemplates(1);

describe('a block', () => {
  it.each([0, 1, 2, 3])('of template %i has the checksum that its number foretells', (at) => {
    const template = templates[at];
    if (template === undefined) throw new Error('No such template.');
    const addChecksum = createBlockChecksum(template);
    const block = new Uint8Array(BLOCK_BYTES);
    fc.assert(
      fc.property(fc.nat(MAX_BLOCK_COUNT - 1), (number) => {
        writeBlock(template, number, { from: 0, to: BLOCK_BYTES }, block, 0);
        const halves = crc64Halves(0n);
        addChecksum(number, halves);
        expect(crc64FromHalves(halves)).toBe(crc64(block));
      }),
      { numRuns: 50 },
    );
  });

  it('is exactly as long as every other, and has its number in every key', () => {
    for (const { bytes, keyCount, digitOffsets } of templates) {
      expect([bytes.length, digitOffsets.length]).toEqual([BLOCK_BYTES, keyCount]);
      for (const offset of digitOffsets) {
        const around = new TextDecoder().decode(bytes.subarray(offset - 1, offset + 6));
        expect(around).toBe(':@@@@@@');
      }
    }
  });
});
