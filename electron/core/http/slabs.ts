/**
 * Memory that sockets read into, used again and again: a fresh piece for every read costs more than the read. A slab
 * goes back when all that was given out of it came back; what never comes back is left to the garbage collector.
 */
export interface Slabs {
  /** A new reader's place to read into; ended with `end`. */
  open(): SlabReader;
  /** Nobody looks at this piece any more. Pieces of other memory are none of its business. */
  readonly release: (piece: Uint8Array) => void;
}

export interface SlabReader {
  /** Where the next bytes go; asked before each read. */
  room(): Uint8Array;
  /** So many bytes were read into what `room` answered. */
  take(count: number): Uint8Array;
  end(): void;
}

interface Slab {
  readonly bytes: Uint8Array;
  given: number;
  released: number;
  /** Nothing more will be read into it. */
  isClosed: boolean;
}

const SLAB_BYTES = 1_048_576;
/** Less room is not worth a read. */
const LEAST_ROOM_BYTES = 131_072;
/** Kept for later; more are only in use. */
const MOST_SPARE = 32;

export function createSlabs(): Slabs {
  const spare: Uint8Array[] = [];
  const slabs = new WeakMap<ArrayBufferLike, Slab>();

  const take = (): Slab => {
    const bytes = spare.pop() ?? new Uint8Array(SLAB_BYTES);
    const slab = { bytes, given: 0, released: 0, isClosed: false };
    slabs.set(bytes.buffer, slab);
    return slab;
  };
  const goBack = ({ bytes, given, released, isClosed }: Slab): void => {
    if (!isClosed || released !== given) return;
    slabs.delete(bytes.buffer);
    if (spare.length < MOST_SPARE) spare.push(bytes);
  };
  const close = (slab: Slab): void => {
    slab.isClosed = true;
    goBack(slab);
  };

  return {
    open() {
      let slab: Slab | null = null;
      return {
        room() {
          if (slab !== null && SLAB_BYTES - slab.given < LEAST_ROOM_BYTES) {
            close(slab);
            slab = null;
          }
          slab ??= take();
          return slab.bytes.subarray(slab.given);
        },
        take(count) {
          if (slab === null) throw new Error('nobody asked for room');
          const piece = slab.bytes.subarray(slab.given, slab.given + count);
          slab.given += count;
          return piece;
        },
        end() {
          if (slab !== null) close(slab);
          slab = null;
        },
      };
    },
    release(piece) {
      const slab = slabs.get(piece.buffer);
      if (slab === undefined) return;
      slab.released += piece.byteLength;
      goBack(slab);
    },
  };
}
