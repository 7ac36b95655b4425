import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineCrc64, crc64 } from './crc64.ts';
import { crc64FromHalves, crc64Halves, createCrc64Shift } from './crc64-polynomial.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** The definition, bit by bit. */
function slowCrc64(bytes: Uint8Array, seed = 0n): bigint {
  let crc = seed;
  for (const byte of bytes) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1n) === 0n ? crc >> 1n : (crc >> 1n) ^ 0x95ac9329ac4bc9b5n;
  }
  return crc;
}

describe('crc64', () => {
  it("gives Redis' own check value", () => {
    expect(crc64(text('123456789'))).toBe(0xe9c6d914c4b8d9can);
    expect(crc64(new Uint8Array())).toBe(0n);
  });

  it('equals the bitwise definition for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(crc64(bytes)).toBe(slowCrc64(bytes));
      }),
    );
  });

  it('reads memory that is not aligned', () => {
    const bytes = Uint8Array.from({ length: 64 }, (_, at) => at * 37);
    for (let from = 0; from < 9; from += 1)
      expect(crc64(bytes.subarray(from, 50))).toBe(slowCrc64(bytes.subarray(from, 50)));
  });

  it('continues from a seed wherever the bytes are cut', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(300), (bytes, cut) => {
        expect(crc64(bytes.subarray(cut), crc64(bytes.subarray(0, cut)))).toBe(crc64(bytes));
      }),
    );
  });

  it('equals the definition where thousands of bytes are taken at once', () => {
    const bytes = Uint8Array.from({ length: 40_000 }, (_, at) => (at * at) >> 5);
    for (const [from, to] of [
      [0, 2048],
      [3, 2051 + 17],
      [1, 39_999],
    ] as const)
      expect(crc64(bytes.subarray(from, to), 77n)).toBe(slowCrc64(bytes.subarray(from, to), 77n));
  });

  it('is zero over data followed by its own checksum', () => {
    const data = text('REDIS0010 and so on');
    const whole = new Uint8Array(data.length + 8);
    whole.set(data);
    new DataView(whole.buffer).setBigUint64(data.length, crc64(data), true);
    expect(crc64(whole)).toBe(0n);
  });
});

describe('combineCrc64', () => {
  it('equals the sequential checksum for any parts', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 }), (parts) => {
        const whole = Uint8Array.from(parts.flatMap((part) => [...part]));
        const combined = parts.reduce((crc, part) => combineCrc64(crc, crc64(part), part.length), 0n);
        expect(combined).toBe(crc64(whole));
      }),
    );
  });

  it('takes lengths beyond 32 bits, and the shift for equal blocks agrees with it', () => {
    const first = crc64(text('first'));
    const tenGigabytes = 10_000_000_000;
    const half = combineCrc64(combineCrc64(first, 0n, tenGigabytes / 2), 0n, BigInt(tenGigabytes / 2));
    expect(combineCrc64(first, 0n, tenGigabytes)).toBe(half);
    const halves = crc64Halves(first);
    createCrc64Shift(tenGigabytes)(halves);
    expect(crc64FromHalves(halves)).toBe(half);
  });
});
