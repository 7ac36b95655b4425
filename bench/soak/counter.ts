import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

/** A number in a file, written through at once: it outlives the process that counts, however that ends. */
export function openCounter(file: string): { add(amount: number): void; close(): void } {
  const descriptor = openSync(file, 'w');
  const cell = new BigUint64Array(1);
  return {
    add(amount) {
      cell[0] = (cell[0] ?? 0n) + BigInt(amount);
      writeSync(descriptor, cell, 0, cell.byteLength, 0);
    },
    close: () => closeSync(descriptor),
  };
}

/** 0 where nothing was counted yet. */
export function readCounter(file: string): number {
  try {
    const bytes = readFileSync(file);
    return bytes.byteLength === 8 ? Number(bytes.readBigUInt64LE()) : 0;
  } catch {
    return 0;
  }
}
