import { type ByteSource, watchedSource } from './byte-source.ts';

/**
 * How far a growing file may be read, told from one thread to another through shared memory. A reader that has caught
 * up sleeps until there is more.
 */
export type FrontierMemory = SharedArrayBuffer;

/** So many bytes make waking up worth while; the end of the file is never waited with. */
const WORTHWHILE_BYTES = 4_194_304;
const UNKNOWN = -1n;
const FRONTIER_MEMORY_BYTES = 32;

function cellsOf(memory: FrontierMemory): { sizes: BigInt64Array; turn: Int32Array; read: BigInt64Array } {
  return {
    sizes: new BigInt64Array(memory, 0, 2),
    turn: new Int32Array(memory, 16, 1),
    read: new BigInt64Array(memory, 24, 1),
  };
}

/** The side that knows how much is on disk. */
export interface Frontier {
  readonly memory: FrontierMemory;
  /** All bytes before this one are in the file and stay. */
  advance(contiguousBytes: number): void;
  /** The file is complete and this long. */
  end(totalBytes: number): void;
  /** How far the reader has come; once more from the beginning where it reads the file again. */
  readBytes(): number;
}

export function createFrontier(): Frontier {
  const memory = new SharedArrayBuffer(FRONTIER_MEMORY_BYTES);
  const { sizes, turn, read } = cellsOf(memory);
  Atomics.store(sizes, 1, UNKNOWN);
  let wokenAt = 0;
  const wake = (): void => {
    Atomics.add(turn, 0, 1);
    Atomics.notify(turn, 0);
  };
  return {
    memory,
    advance(contiguousBytes) {
      Atomics.store(sizes, 0, BigInt(contiguousBytes));
      if (contiguousBytes - wokenAt < WORTHWHILE_BYTES) return;
      wokenAt = contiguousBytes;
      wake();
    },
    end(totalBytes) {
      Atomics.store(sizes, 0, BigInt(totalBytes));
      Atomics.store(sizes, 1, BigInt(totalBytes));
      wake();
    },
    readBytes: () => Number(Atomics.load(read, 0)),
  };
}

/** Tells the other side how far a source was read. */
export function toldSource(memory: FrontierMemory, source: ByteSource): ByteSource {
  const { read } = cellsOf(memory);
  let position = 0n;
  return watchedSource(source, ({ byteLength }) => {
    position += BigInt(byteLength);
    Atomics.store(read, 0, position);
  });
}

/** The side that reads behind it: `open` gives the file, and is called when the first bytes are there. */
export function sourceBehind(memory: FrontierMemory, open: () => ByteSource): ByteSource {
  const { sizes, turn } = cellsOf(memory);
  let file: ByteSource | undefined;
  let position = 0n;

  /** How much may be read now; sleeps while that is too little and more may come. */
  const available = (): bigint => {
    for (;;) {
      // Read before the sizes: a change after this makes the wait below return at once.
      const seenTurn = Atomics.load(turn, 0);
      const isComplete = Atomics.load(sizes, 1) !== UNKNOWN;
      const readable = Atomics.load(sizes, 0) - position;
      if (isComplete || readable >= BigInt(WORTHWHILE_BYTES)) return readable;
      Atomics.wait(turn, 0, seenTurn);
    }
  };

  return {
    read(target) {
      const readable = available();
      if (readable <= 0n) return 0;
      file ??= open();
      const length = readable < BigInt(target.byteLength) ? Number(readable) : target.byteLength;
      const bytesRead = file.read(target.subarray(0, length));
      position += BigInt(bytesRead);
      return bytesRead;
    },
  };
}
