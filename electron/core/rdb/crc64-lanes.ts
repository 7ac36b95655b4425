import {
  addI32,
  andI64,
  assembleModule,
  get,
  i32,
  i64,
  isLessI32,
  loadI64,
  loopWhile,
  set,
  shiftLeftI32,
  shiftRightI64,
  storeI64,
  TYPE_I32,
  TYPE_I64,
  wrapI64,
  xorI64,
} from './wasm-assembler.ts';

/**
 * CRC64 of several equally long runs of bytes at once, in WebAssembly: a step needs the step before it, so a processor
 * waits for itself in one run and can work on others meanwhile. The caller adds the runs up.
 */
export const LANES = 4;
const TABLE_BYTES = 8 * 256 * 8;
const STATE_AT = TABLE_BYTES;
const DATA_AT = STATE_AT + LANES * 8;
const PAGE_BYTES = 65_536;

/** The part of WebAssembly that is used here; TypeScript knows it only together with the whole DOM. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly update: (from: number, to: number, laneBytes: number) => void;
}

export interface Crc64Lanes {
  /** Where the bytes go; the first `LANES * laneBytes` are read. */
  readonly data: Uint8Array;
  /** Checksums, low and high half in turn, one for each lane; continued in place. */
  readonly states: Uint32Array;
  /** Continues each lane over its share. @param laneBytes a multiple of eight. */
  update(laneBytes: number): void;
}

/** @param tables eight tables of 256 entries, low and high halves in turn, as in `crc64.ts`. */
export function createCrc64Lanes(tables: Int32Array, dataBytes: number): Crc64Lanes {
  const memoryPages = Math.ceil((DATA_AT + dataBytes) / PAGE_BYTES);
  const module = new WebAssembly.Module(assembleUpdate(memoryPages));
  const { exports } = new WebAssembly.Instance(module);
  if (!isOurs(exports)) throw new Error('the checksum module is broken');
  const { memory } = exports;
  new Int32Array(memory.buffer, 0, tables.length).set(tables);
  return {
    data: new Uint8Array(memory.buffer, DATA_AT, dataBytes),
    states: new Uint32Array(memory.buffer, STATE_AT, LANES * 2),
    update: (laneBytes) => exports.update(DATA_AT, DATA_AT + laneBytes, laneBytes),
  };
}

function isOurs(exports: unknown): exports is Exports {
  return typeof exports === 'object' && exports !== null && 'memory' in exports && 'update' in exports;
}

/** update(from, to, laneBytes): `from` and `to` are those of the first lane. */
function assembleUpdate(memoryPages: number): Uint8Array<ArrayBuffer> {
  const [from, to, laneBytes] = [0, 1, 2];
  const crc = (lane: number): number => 3 + lane;
  const address = (lane: number): number => 3 + LANES + lane;
  const lanes = Array.from({ length: LANES }, (_, lane) => lane);

  const begin = lanes.flatMap((lane) => [
    ...i32(0),
    ...loadI64(STATE_AT + lane * 8),
    ...set(crc(lane)),
    ...(lane === 0 ? get(from) : [...get(address(lane - 1)), ...get(laneBytes), ...addI32]),
    ...set(address(lane)),
  ]);
  /** What byte `at` of the mixed word adds: an entry of the table of its distance. */
  const looked = (lane: number, at: number): readonly number[] => [
    ...get(crc(lane)),
    ...(at === 0 ? [] : [...i64(at * 8), ...shiftRightI64]),
    ...(at === 7 ? [] : [...i64(255), ...andI64]),
    ...wrapI64,
    ...i32(3),
    ...shiftLeftI32,
    ...loadI64((7 - at) * 2048),
    ...(at === 0 ? [] : xorI64),
  ];
  const step = lanes.flatMap((lane) => [
    ...get(address(lane)),
    ...loadI64(0),
    ...get(crc(lane)),
    ...xorI64,
    ...set(crc(lane)),
    ...Array.from({ length: 8 }, (_, at) => looked(lane, at)).flat(),
    ...set(crc(lane)),
    ...get(address(lane)),
    ...i32(8),
    ...addI32,
    ...set(address(lane)),
  ]);
  const end = lanes.flatMap((lane) => i32(0).concat(get(crc(lane)), storeI64(STATE_AT + lane * 8)));
  return assembleModule({
    name: 'update',
    parameters: [TYPE_I32, TYPE_I32, TYPE_I32],
    locals: [
      [LANES, TYPE_I64],
      [LANES, TYPE_I32],
    ],
    body: [...begin, ...loopWhile([...step, ...get(address(0)), ...get(to), ...isLessI32]), ...end],
    memoryPages,
  });
}
