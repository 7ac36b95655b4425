import { Unknown } from './damage.ts';
import type { RdbInput } from './input.ts';
import type { ValueParts } from './values.ts';

/** What follows in a module's value (Redis, src/rdb.h: RDB_MODULE_OPCODE_*). */
const END = 0;
const SIGNED = 1;
const UNSIGNED = 2;
const FLOAT = 3;
const DOUBLE = 4;
const STRING = 5;

const NAME_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const NAME_LENGTH = 9;
const VERSION_BITS = 10n;

/** Reads a module type's id and answers its name, for example `ReJSON-RL` (Redis, src/module.c: moduleTypeEncodeId). */
export function readModuleName(input: RdbInput): string {
  input.ensure(9);
  const at = input.position;
  const isWide = input.buffer[at] === 0x81;
  const id = isWide ? input.view.getBigUint64(at + 1) : 0n;
  input.readLength();
  if (!isWide) return '';
  let name = '';
  for (let letter = 0; letter < NAME_LENGTH; letter += 1) {
    const bits = (id >> (VERSION_BITS + 6n * BigInt(NAME_LENGTH - 1 - letter))) & 63n;
    name += NAME_LETTERS[Number(bits)] ?? '';
  }
  return name;
}

export function walkModuleParts(input: RdbInput, parts: ValueParts): void {
  for (;;) {
    const opcode = input.readLength();
    if (opcode === END) return;
    if (opcode === SIGNED || opcode === UNSIGNED) input.readLength();
    else if (opcode === FLOAT) input.skip(4);
    else if (opcode === DOUBLE) input.skip(8);
    else if (opcode === STRING) parts.string();
    else throw new Unknown(`part ${opcode} of a module's value`, input.offset());
  }
}
