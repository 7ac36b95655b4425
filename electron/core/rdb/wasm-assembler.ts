/**
 * The few WebAssembly instructions that the checksum needs, as bytes (WebAssembly Core Specification, "Binary Format").
 * Written out here, the module needs no tool to be built and can be read beside what it computes.
 */
export const TYPE_I32 = 0x7f;
export const TYPE_I64 = 0x7e;

const MAGIC_AND_VERSION = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

type Code = readonly number[];

const unsigned = (value: number): Code => {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest & 127) | 128);
  }
};
const signed = (value: number): Code => {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7) {
    const isLast = rest >= -64 && rest < 64;
    bytes.push((rest & 127) | (isLast ? 0 : 128));
    if (isLast) return bytes;
  }
};
const vector = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
const text = (value: string): Code => vector(Array.from(value, (letter) => [letter.charCodeAt(0)]));

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
export const i32 = (value: number): Code => [0x41, ...signed(value)];
export const i64 = (value: number): Code => [0x42, ...signed(value)];
export const addI32: Code = [0x6a];
export const isLessI32: Code = [0x49];
export const andI64: Code = [0x83];
export const xorI64: Code = [0x85];
export const shiftRightI64: Code = [0x88];
export const wrapI64: Code = [0xa7];
/** log2 of the alignment, then the offset added to the address. */
export const loadI64 = (offset: number): Code => [0x29, 0, ...unsigned(offset)];
export const storeI64 = (offset: number): Code => [0x37, 0, ...unsigned(offset)];
export const shiftLeftI32: Code = [0x74];
/** Repeats the body while the condition, left on the stack by it, is not zero. */
export const loopWhile = (body: Code): Code => [0x03, 0x40, ...body, 0x0d, 0, 0x0b];

/** A module with one exported function and an exported memory. */
export function assembleModule(options: {
  readonly name: string;
  readonly parameters: readonly number[];
  readonly locals: ReadonlyArray<readonly [count: number, type: number]>;
  readonly body: Code;
  readonly memoryPages: number;
}): Uint8Array<ArrayBuffer> {
  const { name, parameters, locals, body, memoryPages } = options;
  const declared = vector(locals.map(([count, type]) => unsigned(count).concat(type)));
  const code = [...declared, ...body, 0x0b];
  return Uint8Array.from([
    ...MAGIC_AND_VERSION,
    ...section(1, vector([[0x60, ...vector(parameters.map((type) => [type])), 0]])),
    ...section(3, vector([[0]])),
    ...section(5, vector([[0x00, ...unsigned(memoryPages)]])),
    ...section(
      7,
      vector([
        [...text(name), 0x00, 0],
        [...text('memory'), 0x02, 0],
      ]),
    ),
    ...section(10, vector([[...unsigned(code.length), ...code]])),
  ]);
}
