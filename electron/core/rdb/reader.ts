import { Damage, Unknown } from './damage.ts';
import { type Dialect, MAGIC_BYTES, NEWEST_VERSION, OPCODE, TYPE } from './format.ts';
import { ENCODED_LZF, MOST_CONTIGUOUS_BYTES, type RdbInput } from './input.ts';
import { type KeyBytes, keyBytesOf } from './key-bytes.ts';
import type { KeySet } from './key-set.ts';
import { lookalikeOf } from './lookalike.ts';
import { inflateLzf } from './lzf.ts';
import { readModuleName, walkModuleParts } from './modules.ts';
import { type ValueParts, walkValue } from './values.ts';

/** What is known of a key besides its name. The same object is used for every key. */
export interface KeyFacts {
  database: number;
  /** The code of its type, see `TYPE_NAMES`. */
  type: number;
  /** 0 where nobody counted. */
  elements: number;
  /** In the file, with everything that stands before it. */
  sizeBytes: number;
  /** Milliseconds since 1970; null where it stays. */
  expiresAtMs: number | null;
}

/** Sees what goes by. Bytes are only good during the call. */
export interface RdbVisitor {
  key(key: KeyBytes, facts: KeyFacts): void;
  /** A record that is no key, AUX fields and what stands before keys left out; its opcode. */
  record(code: number): void;
  /** Data of a module. */
  module(name: string): void;
}

/** How far reading has come; filled in on the way, so that it is there too when reading stops. */
export interface RdbProgress {
  dialect: Dialect;
  version: number | null;
  /** Whose value is passed. */
  keyCount: number;
  /** Whose name is passed. */
  keysBegun: number;
  fields: { name: string; value: string }[];
  /** How many keys the file announces before each database, and how many of them expire; the first databases only. */
  announced: { database: number; keys: number; expiring: number }[];
  /** After the end mark. */
  endOffset: number | null;
}

export interface ReadOptions {
  readonly parts: ValueParts;
  readonly visitor: RdbVisitor | null;
  readonly keys: KeySet | null;
  /** Milliseconds since 1970. A server drops what has expired while it loads, so such a key may come twice. */
  readonly now: number;
}

export function newProgress(): RdbProgress {
  return { dialect: 'redis', version: null, keyCount: 0, keysBegun: 0, fields: [], announced: [], endOffset: null };
}

const MOST_FIELDS = 64;
const MOST_ANNOUNCED = 64;

/** Reads the nine bytes at the beginning. Throws Damage `notRdb`, and Unknown for a version of the future. */
export function readMagic(input: RdbInput, progress: RdbProgress): void {
  if (input.ensureUpTo(MAGIC_BYTES) < MAGIC_BYTES) throw notRdb();
  const head = input.buffer.subarray(input.position, input.position + MAGIC_BYTES);
  const match = /^REDIS(\d{4})$|^VALKEY(\d{3})$/u.exec(new TextDecoder('latin1').decode(head));
  if (match === null)
    throw lookalikeOf(head) === 'valkeyPacked' ? new Unknown('a file that Valkey packed', 0) : notRdb();
  progress.dialect = match[1] === undefined ? 'valkey' : 'redis';
  const version = Number(match[1] ?? match[2]);
  progress.version = version;
  if (version < 1 || version > NEWEST_VERSION[progress.dialect]) throw new Unknown(`version ${version}`, 0);
  input.position += MAGIC_BYTES;
}

function notRdb(): Damage {
  return new Damage('notRdb', 'it does not begin as an RDB file does', 0);
}

/**
 * Reads from after the magic to the end mark (Redis, src/rdb.c: rdbLoadRioWithLoadingCtx). Throws Damage and Unknown;
 * `progress` says how far it came.
 */
export function readRecords(input: RdbInput, progress: RdbProgress, options: ReadOptions): void {
  const { parts, visitor, keys, now } = options;
  const { dialect } = progress;
  const facts: KeyFacts = { database: 0, type: 0, elements: 0, sizeBytes: 0, expiresAtMs: null };
  let recordStart = input.offset();

  for (;;) {
    const code = input.readByte();
    if (code <= TYPE.stream5) {
      const storedBytes = input.passKey();
      progress.keysBegun += 1;
      const isGone = facts.expiresAtMs !== null && facts.expiresAtMs < now;
      if (keys !== null && storedBytes <= MOST_CONTIGUOUS_BYTES && !isGone) {
        const { start, end } = input.currentKey;
        keys.add(input.view, start, end, facts.database);
      }
      facts.elements =
        code === TYPE.module ? readModule(input, parts, visitor) : walkValue(input, parts, dialect, code);
      progress.keyCount += 1;
      if (visitor !== null) {
        facts.type = code;
        facts.sizeBytes = input.offset() - recordStart;
        visitor.key(keyBytesOf(input.currentKey, input.buffer), facts);
      }
      facts.expiresAtMs = null;
      recordStart = input.offset();
      continue;
    }
    switch (code) {
      case OPCODE.expiryMs:
        facts.expiresAtMs = input.readLittleEndian64();
        break;
      case OPCODE.expirySeconds:
        facts.expiresAtMs = input.readLittleEndian32() * 1000;
        break;
      case OPCODE.idle:
        input.readLength();
        break;
      case OPCODE.frequency:
        input.skip(1);
        break;
      case OPCODE.selectDatabase:
        facts.database = input.readLength();
        recordStart = input.offset();
        break;
      case OPCODE.resizeDatabase:
        readAnnouncement(input, progress, facts.database);
        recordStart = input.offset();
        break;
      case OPCODE.end:
        progress.endOffset = input.offset();
        return;
      default:
        readRest(input, progress, code, parts, visitor);
        if (code !== OPCODE.keyMetaOrSlotImport || dialect === 'valkey') recordStart = input.offset();
    }
  }
}

/** The value of a key that a module made: its id, then parts that say what they are. Nothing of it is counted. */
function readModule(input: RdbInput, parts: ValueParts, visitor: RdbVisitor | null): number {
  const name = readModuleName(input);
  visitor?.module(name);
  walkModuleParts(input, parts);
  return 1;
}

function readAnnouncement(input: RdbInput, { announced }: RdbProgress, database: number): void {
  const keys = input.readLength();
  const expiring = input.readLength();
  if (announced.length < MOST_ANNOUNCED) announced.push({ database, keys, expiring });
}

/** Records that are rare. */
function readRest(
  input: RdbInput,
  progress: RdbProgress,
  code: number,
  parts: ValueParts,
  visitor: RdbVisitor | null,
): void {
  if (code !== OPCODE.aux) visitor?.record(code);
  switch (code) {
    case OPCODE.aux: {
      const name = readText(input);
      const value = readText(input);
      if (progress.fields.length < MOST_FIELDS) progress.fields.push({ name, value });
      return;
    }
    case OPCODE.slotInfo:
      for (let left = 3; left > 0; left -= 1) input.readLength();
      return;
    case OPCODE.function:
      parts.string();
      return;
    case OPCODE.functionPreGa:
      // Name, engine, a description where there is one, code.
      parts.string();
      parts.string();
      if (input.readLength() > 0) parts.string();
      parts.string();
      return;
    case OPCODE.moduleAux: {
      const name = readModuleName(input);
      // At which point of loading the module wants its data: two numbers.
      input.readLength();
      input.readLength();
      walkModuleParts(input, parts);
      visitor?.module(name);
      return;
    }
    case OPCODE.keyMetaOrSlotImport:
      if (progress.dialect === 'valkey') readSlotImport(input, parts);
      else readKeyMeta(input, parts);
      return;
    default:
      throw new Unknown(`record ${code}`, input.offset() - 1);
  }
}

function readKeyMeta(input: RdbInput, parts: ValueParts): void {
  for (let classes = input.readLength(); classes > 0; classes -= 1) {
    input.skip(4);
    walkModuleParts(input, parts);
  }
}

function readSlotImport(input: RdbInput, parts: ValueParts): void {
  parts.string();
  for (let ranges = input.readLength(); ranges > 0; ranges -= 1) {
    input.readLength();
    input.readLength();
  }
}

const MOST_TEXT_BYTES = 256;

/** A short string as text; of a long one, the beginning. */
function readText(input: RdbInput): string {
  const head = input.readStringHead();
  if (head >= 0) {
    const known = input.ensureUpTo(Math.min(head, MOST_TEXT_BYTES));
    const text = new TextDecoder().decode(input.buffer.subarray(input.position, input.position + known));
    input.skip(head);
    return text;
  }
  if (head === ENCODED_LZF) {
    const compressed = input.readLength();
    const length = input.readLength();
    const known = input.ensureUpTo(Math.min(compressed, MOST_TEXT_BYTES));
    const target = new Uint8Array(Math.min(length, MOST_TEXT_BYTES));
    const got = inflateLzf(input.buffer, input.position, input.position + known, target, target.length, true);
    input.skip(compressed);
    return new TextDecoder().decode(target.subarray(0, Math.max(0, got)));
  }
  const width = 1 << (-head - 1);
  input.ensure(width);
  const { view, position } = input;
  input.position += width;
  if (width === 1) return `${view.getInt8(position)}`;
  return `${width === 2 ? view.getInt16(position, true) : view.getInt32(position, true)}`;
}
