import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyEtag, createEtag, ETAG_BLOCK_BYTES } from './etag.ts';

function etagOf(...parts: Uint8Array[]): string {
  const etag = createEtag();
  for (const part of parts) etag.update(part);
  return etag.digest();
}

describe('createEtag', () => {
  it.each([
    ['nothing', new Uint8Array(), 'AAAAANo5o-5ea0sNMlW_75VgGJCv2AcJ'],
    ['a few bytes', new TextEncoder().encode('hello'), 'AQAAAKr0xh3cxeii2r7eDztILNmuqUNN'],
    ['exactly one block', new Uint8Array(ETAG_BLOCK_BYTES), 'AQAAACvMvS848VwT631aif2dhfWV4jvD'],
    ['one byte more than a block', new Uint8Array(ETAG_BLOCK_BYTES + 1), 'AgAAABCFgki5yzon0rjN9uJusf6qtsF6'],
  ])('gives the known tag of %s', (_, bytes, expected) => {
    expect(etagOf(bytes)).toBe(expected);
  });

  it('does not depend on how the bytes were cut', () => {
    const bytes = Uint8Array.from({ length: ETAG_BLOCK_BYTES * 2 + 77 }, (_, at) => (at * 31) & 255);
    const whole = etagOf(bytes);
    const cut = fc.nat(bytes.length);
    fc.assert(
      fc.property(cut, cut, (one, other) => {
        const [a, b] = [Math.min(one, other), Math.max(one, other)];
        expect(etagOf(bytes.subarray(0, a), bytes.subarray(a, b), bytes.subarray(b))).toBe(whole);
      }),
      { numRuns: 10 },
    );
  });
});

describe('classifyEtag', () => {
  const value = 'AgAAABCFgki5yzon0rjN9uJusf6qtsF6';
  const size = ETAG_BLOCK_BYTES + 1;

  it.each([
    ['quoted', `"${value}"`],
    ['bare', value],
    ['weak', `W/"${value}"`],
    ['padded with spaces', ` "${value}" `],
  ])('knows a %s tag of US3', (_, header) => {
    expect(classifyEtag(header, size)).toEqual({ kind: 'us3', value });
  });

  it('writes the other base64 alphabet the way createEtag does', () => {
    const slashed = 'AAAAANo5o+5ea0sNMlW/75VgGJCv2AcJ';
    expect(classifyEtag(slashed, 0)).toEqual({ kind: 'us3', value: 'AAAAANo5o-5ea0sNMlW_75VgGJCv2AcJ' });
  });

  it.each([
    ['a block count that is not the size', `"${value}"`, 3 * ETAG_BLOCK_BYTES, value],
    ['an MD5', '"5d41402abc4b2a76b9719d911017c592"', 5, '5d41402abc4b2a76b9719d911017c592'],
    ['an S3 multipart tag', '"5d41402abc4b2a76b9719d911017c592-5"', 5, '5d41402abc4b2a76b9719d911017c592-5'],
  ])('calls %s foreign', (_, header, sizeBytes, expected) => {
    expect(classifyEtag(header, sizeBytes)).toEqual({ kind: 'foreign', value: expected });
  });

  it.each([[undefined], [''], ['""']])('finds nothing in %j', (header) => {
    expect(classifyEtag(header, 5)).toEqual({ kind: 'none' });
  });
});
