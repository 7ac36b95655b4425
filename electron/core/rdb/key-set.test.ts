import { describe, expect, it } from 'vitest';
import { createKeyHashes, createKeyProof } from './key-set.ts';

const viewOf = (text: string): DataView => {
  const bytes = new TextEncoder().encode(text);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
};

describe('the hashes of keys', () => {
  it('tell which came more than once in one database', () => {
    const keys = createKeyHashes();
    for (let at = 0; at < 20_000; at += 1) keys.add(viewOf(`key:${at}`), 0, `key:${at}`.length, 0);
    expect(keys.repeated()).toEqual([]);
    keys.add(viewOf('key:77'), 0, 6, 1);
    expect(keys.repeated()).toEqual([]);
    keys.add(viewOf('key:77'), 0, 6, 0);
    expect(keys.repeated()).toHaveLength(1);
  });

  it('are kept of four million keys; the rest is counted', () => {
    const keys = createKeyHashes();
    const view = new DataView(new ArrayBuffer(8));
    const count = 4_500_000;
    for (let at = 0; at < count; at += 1) {
      view.setInt32(0, at);
      keys.add(view, 0, 8, 0);
    }
    expect(keys.skipped).toBeGreaterThan(200_000);
    expect(keys.skipped).toBeLessThan(600_000);
    expect(keys.repeated()).toEqual([]);
  });
});

describe('the proof of a repeated key', () => {
  it('needs the same bytes in the same database', () => {
    const keys = createKeyHashes();
    for (let times = 0; times < 2; times += 1) keys.add(viewOf('twice'), 0, 5, 3);
    let offset = 0;
    const proof = createKeyProof(keys.repeated(), () => offset);
    for (const [text, database] of [
      ['twice', 3],
      ['other', 3],
      ['twice', 4],
    ] as const) {
      offset += 100;
      proof.add(viewOf(text), 0, 5, database);
      expect(proof.duplicateAt()).toBeNull();
    }
    offset = 1000;
    proof.add(viewOf('twice'), 0, 5, 3);
    expect(proof.duplicateAt()).toBe(995);
  });
});
