import { createRandom } from '../random.ts';
import { BLOCK_BYTES, type BlockTemplate, createBlockTemplates, MAX_BLOCK_COUNT, textBytes } from './blocks.ts';
import { auxField, concatBytes, databaseHead, OPCODE, type RdbPart, utf8 } from './encoding.ts';
import { FILE_TIME_MS, fillerPart, libraryPart, samplesPart, secondDatabasePart } from './samples.ts';

/** The smallest file `createRdbSource` can make; it holds one key in each of two databases. */
export const MIN_RDB_BYTES = 100;

const FILLER_KEY = 'filler';
const FILLER_HEAD_BYTES = 2 + FILLER_KEY.length + 5;
export const CHECKSUM_BYTES = 8;

/** A file's parts: head, blocks, tail, and a checksum after it. */
export interface Layout {
  readonly head: Uint8Array;
  readonly templates: readonly BlockTemplate[];
  readonly blockCount: number;
  /** Without the checksum. */
  readonly tail: Uint8Array;
  readonly keyCount: number;
}

/** Throws RangeError for a size that cannot be made. */
export function layOut(seed: number, sizeBytes: number): Layout {
  const second = secondDatabasePart();
  const closing = concatBytes(databaseHead(1, second), second.bytes, Uint8Array.of(OPCODE.end));
  const full = { preface: fullPreface(sizeBytes), samples: samplesPart() };
  const small = { preface: smallPreface(), samples: { bytes: new Uint8Array(), keyCount: 0, expiryCount: 0 } };
  const roomBeside = ({ preface, samples }: typeof full): number =>
    sizeBytes -
    concatBytes(preface, databaseHead(0, samples), samples.bytes, closing).length -
    CHECKSUM_BYTES -
    FILLER_HEAD_BYTES;
  const { preface, samples } = roomBeside(full) >= 0 ? full : small;
  const room = roomBeside({ preface, samples });
  const blockCount = Math.floor(room / BLOCK_BYTES);
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes < MIN_RDB_BYTES || blockCount > MAX_BLOCK_COUNT)
    throw new RangeError(`No RDB file of ${sizeBytes} bytes can be made.`);
  const templates = blockCount > 0 ? createBlockTemplates(seed) : [];
  const random = createRandom(seed);
  const fillerLength = room - blockCount * BLOCK_BYTES + FILLER_HEAD_BYTES;
  const filler = fillerPart(fillerLength, FILLER_KEY, (size) => textBytes(random, size));
  const first = countFirstDatabase([samples, filler], templates, blockCount);
  return {
    head: concatBytes(preface, databaseHead(0, first), samples.bytes),
    templates,
    blockCount,
    tail: concatBytes(filler.bytes, closing),
    keyCount: first.keyCount + second.keyCount,
  };
}

function smallPreface(): Uint8Array {
  return concatBytes(utf8('REDIS0010'), auxField('redis-ver', '7.0.15'));
}

function fullPreface(sizeBytes: number): Uint8Array {
  return concatBytes(
    smallPreface(),
    auxField('redis-bits', '64'),
    auxField('ctime', `${FILE_TIME_MS / 1000}`),
    auxField('used-mem', `${Math.round(sizeBytes * 1.4)}`),
    auxField('aof-base', '0'),
    libraryPart(),
  );
}

function countFirstDatabase(
  parts: readonly RdbPart[],
  templates: readonly BlockTemplate[],
  blockCount: number,
): { keyCount: number; expiryCount: number } {
  const copies = (at: number): number => Math.floor((blockCount + templates.length - 1 - at) / templates.length);
  const weighted = [
    ...parts.map((part) => ({ part, times: 1 })),
    ...templates.map((part, at) => ({ part, times: copies(at) })),
  ];
  return {
    keyCount: weighted.reduce((sum, { part, times }) => sum + part.keyCount * times, 0),
    expiryCount: weighted.reduce((sum, { part, times }) => sum + part.expiryCount * times, 0),
  };
}
