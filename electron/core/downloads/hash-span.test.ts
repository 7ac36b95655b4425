import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHashSpan } from './hash-span.ts';

const MOST_BYTES = 64;
const content = Uint8Array.from({ length: 200 }, (_, at) => (at * 7) % 251);

let folder: string;
let fd: number;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hash-span-'));
  fd = openSync(path.join(folder, 'file'), 'w+');
  writeSync(fd, content);
});
afterEach(() => {
  closeSync(fd);
  rmSync(folder, { recursive: true });
});

const sha1 = (start: number, end: number): Uint8Array =>
  new Uint8Array(createHash('sha1').update(content.subarray(start, end)).digest());

describe('the hash of a span', () => {
  it('is that of all its bytes, however often the span has grown', () => {
    const hashSpan = createHashSpan(fd, MOST_BYTES);
    for (const end of [65, 80, 80, 100, 128]) expect(hashSpan({ start: 64, end })).toEqual(sha1(64, end));
  });

  it('is read on from where the span ended before', () => {
    const hashSpan = createHashSpan(fd, MOST_BYTES);
    hashSpan({ start: 0, end: 10 });
    writeSync(fd, new Uint8Array(10), 0, 10, 0);
    expect(hashSpan({ start: 0, end: 30 })).toEqual(sha1(0, 30));
  });

  it('is read from the beginning when the span became shorter or was full', () => {
    const hashSpan = createHashSpan(fd, MOST_BYTES);
    hashSpan({ start: 0, end: 50 });
    expect(hashSpan({ start: 0, end: 20 })).toEqual(sha1(0, 20));
    expect(hashSpan({ start: 0, end: MOST_BYTES })).toEqual(sha1(0, MOST_BYTES));
    expect(hashSpan({ start: 0, end: MOST_BYTES })).toEqual(sha1(0, MOST_BYTES));
  });

  it('is that of what is there where the file is shorter, and goes on when more has come', () => {
    const hashSpan = createHashSpan(fd, MOST_BYTES);
    expect(hashSpan({ start: 180, end: 220 })).toEqual(sha1(180, 200));
    writeSync(fd, new Uint8Array(20), 0, 20, 200);
    const grown = createHash('sha1').update(content.subarray(180)).update(new Uint8Array(20)).digest();
    expect(hashSpan({ start: 180, end: 220 })).toEqual(new Uint8Array(grown));
  });
  it('is the same however many pieces it is read in', () => {
    const large = Uint8Array.from({ length: 600_000 }, (_, at) => (at * 31) % 253);
    writeSync(fd, large, 0, large.length, 0);
    const expected = new Uint8Array(createHash('sha1').update(large.subarray(0, 590_000)).digest());
    expect(createHashSpan(fd, 1_000_000)({ start: 0, end: 590_000 })).toEqual(expected);
  });
});
