import { describe, expect, it } from 'vitest';
import { toIcns, toIco } from './containers.mjs';

const pictures = [
  { sizePx: 16, png: Buffer.from('small') },
  { sizePx: 256, png: Buffer.from('larger') },
];

describe('icon containers', () => {
  it('of Windows list each size with the place of its picture, 256 written as 0', () => {
    const ico = toIco(pictures);
    expect([...ico.subarray(0, 6)]).toEqual([0, 0, 1, 0, 2, 0]);
    expect([ico[6], ico[22]]).toEqual([16, 0]);
    const start = ico.readUInt32LE(22 + 12);
    expect(ico.subarray(start, start + ico.readUInt32LE(22 + 8)).toString()).toBe('larger');
  });

  it('of macOS hold a chunk per known size and say their own length', () => {
    const icns = toIcns(pictures);
    expect(icns.subarray(0, 4).toString()).toBe('icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    const text = icns.toString('latin1');
    expect(['icp4', 'ic08', 'ic13'].every((code) => text.includes(code))).toBe(true);
    expect(text).not.toContain('ic10');
  });
});
