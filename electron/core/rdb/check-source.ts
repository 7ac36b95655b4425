import type { DamageKind, RdbReport } from '#shared/models/rdb-report.ts';
import type { ByteSource } from './byte-source.ts';
import { Damage, Unknown } from './damage.ts';
import { findDamagedByte } from './damaged-byte.ts';
import { CHECKSUM_BYTES, FIRST_VERSION_WITH_CHECKSUM, NEWEST_VERSION, OPCODE } from './format.ts';
import { RdbInput } from './input.ts';
import { keyBytesOf, printableKey } from './key-bytes.ts';
import { headerOf } from './header.ts';
import { createKeyHashes, createKeyProof, type KeyHash } from './key-set.ts';
import { lookalikeOf } from './lookalike.ts';
import { newProgress, type RdbProgress, type RdbVisitor, readMagic, readRecords } from './reader.ts';
import { checkingParts, countingParts, passingParts } from './value-parts.ts';

export interface RdbCheckOptions {
  /** `auto` decodes every value where no checksum vouches for them. */
  readonly depth: 'structure' | 'values' | 'auto';
  /** Sees every key on the way; null when nobody wants to. */
  readonly visitor: RdbVisitor | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Checks an RDB file that can be read from its beginning as often as needed: once, and again where a key may have come
 * twice or where only decoding every value can tell. Blocks its thread; memory is bounded whatever the file says.
 * Throws what the source throws; a file that is no RDB is a report, not an error.
 */
export function checkSource(open: () => ByteSource, options: RdbCheckOptions): RdbReport {
  const isDeep = options.depth === 'values';
  const report = firstPass(open(), options, isDeep, () => open());
  const isUnproven = report.verdict === 'valid' && report.crc === 'absent' && !isDeep;
  if (options.depth !== 'auto' || !isUnproven) return report;
  return firstPass(open(), { ...options, visitor: null }, true, () => open());
}

type Crc = RdbReport['crc'];

interface Findings {
  readonly damage: Damage | null;
  readonly unknown: Unknown | null;
  readonly crc: Crc;
  readonly trailingBytes: number;
  readonly stoppedAt: number;
}

function firstPass(
  source: ByteSource,
  { visitor, now }: RdbCheckOptions,
  isDeep: boolean,
  reopen: () => ByteSource,
): RdbReport {
  const input = new RdbInput(source);
  const progress = newProgress();
  const keys = createKeyHashes();
  const head = input.buffer.slice(0, input.ensureUpTo(512));
  const checking = checkingParts(input);
  const parts = isDeep ? checking : visitor === null ? passingParts(input) : countingParts(input);
  let findings: Findings;
  try {
    readMagic(input, progress);
    readRecords(input, progress, { parts, visitor, keys, now });
    findings = atEnd(input, progress, () => duplicateOf(reopen, keys.repeated(), now));
  } catch (error) {
    findings = whereItStopped(input, progress, error);
  }
  const { damage, unknown } = findings;
  const lastKey = isLocated(findings) ? null : lastGoodKey(input, progress);
  const sizeBytes = input.offset();
  input.release();
  const isNotRdb = damage?.kind === 'notRdb' || damage?.kind === 'htmlPage';
  return {
    verdict: damage !== null ? 'corrupt' : unknown !== null ? 'notUnderstood' : 'valid',
    sizeBytes,
    rdbVersion: progress.version,
    crc: findings.crc,
    depth: isDeep ? 'values' : 'structure',
    keyCount: progress.keyCount,
    trailingBytes: findings.trailingBytes,
    stoppedAt: findings.stoppedAt,
    lastGoodKey: isLocated(findings) ? keyBefore(reopen, findings.damage.offset) : lastKey,
    damage: damage && {
      kind: kindOf(damage.kind, head),
      offset: damage.offset,
      reason: damage.reason,
      lookalike: isNotRdb ? lookalikeOf(head) : null,
    },
    unknown: damage === null && unknown !== null ? unknown.reason : null,
    keysNotCompared: keys.skipped,
    header: progress.version === null ? null : headerOf(progress),
  };
}

/** Whether damage was found that reading alone went over. */
function isLocated(findings: Findings): findings is Findings & { damage: { readonly offset: number } } {
  const { damage, stoppedAt } = findings;
  return damage?.kind === 'bitDamage' && damage.offset !== null && damage.offset < stoppedAt;
}

function kindOf(kind: DamageKind, head: Uint8Array): DamageKind {
  return kind === 'notRdb' && lookalikeOf(head) === 'html' ? 'htmlPage' : kind;
}

/** After the end mark: the checksum, what stands behind it, and whether a key came twice. */
function atEnd(input: RdbInput, progress: RdbProgress, duplicate: () => Damage | null): Findings {
  const stoppedAt = input.offset();
  const computed = input.crcSoFar().slice();
  let crc: Crc = 'absent';
  let damage: Damage | null = null;
  if ((progress.version ?? 0) >= FIRST_VERSION_WITH_CHECKSUM) {
    if (input.ensureUpTo(CHECKSUM_BYTES) < CHECKSUM_BYTES) {
      damage = new Damage('truncated', 'the file ends within its checksum', stoppedAt);
      crc = 'failed';
    } else {
      const low = input.view.getUint32(input.position, true);
      const high = input.view.getUint32(input.position + 4, true);
      input.position += CHECKSUM_BYTES;
      if (low !== 0 || high !== 0) {
        crc = low === computed[0] && high === computed[1] ? 'passed' : 'failed';
        if (crc === 'failed') damage = wrongSum(low ^ (computed[0] ?? 0), high ^ (computed[1] ?? 0), stoppedAt);
      }
    }
  }
  const trailingBytes = input.drain();
  damage ??= duplicate();
  return { damage, unknown: null, crc, trailingBytes, stoppedAt };
}

/** Where the two sums differ in one byte only, it is the sum that was damaged: data would have changed all of it. */
function wrongSum(low: number, high: number, length: number): Damage {
  const bytes = [0, 8, 16, 24].flatMap((shift) => [(low >>> shift) & 255, (high >>> shift) & 255]);
  if (bytes.filter((byte) => byte !== 0).length === 1) {
    return new Damage('wrongTrailer', 'only the checksum at the end differs', length);
  }
  const offset = findDamagedByte(Uint32Array.of(low, high), length);
  const reason = offset === null ? 'the checksum differs' : 'one byte differs, as the checksum tells';
  return new Damage('bitDamage', reason, offset);
}

/** The last key that ends before a byte of which only the checksum knew. */
function keyBefore(reopen: () => ByteSource, offset: number): string | null {
  const input = new RdbInput(reopen());
  const progress = newProgress();
  let key: string | null = null;
  const visitor: RdbVisitor = {
    key(bytes) {
      if (input.offset() > offset) throw new Passed();
      key = printableKey(bytes);
    },
    record: () => undefined,
    module: () => undefined,
  };
  try {
    readMagic(input, progress);
    readRecords(input, progress, { parts: passingParts(input), visitor, keys: null, now: 0 });
  } catch (error) {
    if (!(error instanceof Passed)) throw error;
  }
  return key;
}

class Passed extends Error {}

function duplicateOf(reopen: () => ByteSource, suspects: readonly KeyHash[], now: number): Damage | null {
  if (suspects.length === 0) return null;
  const input = new RdbInput(reopen());
  const progress = newProgress();
  const keys = createKeyProof(suspects, () => input.offset());
  readMagic(input, progress);
  readRecords(input, progress, { parts: passingParts(input), visitor: null, keys, now });
  const offset = keys.duplicateAt();
  return offset === null ? null : new Damage('duplicateKey', 'a key comes twice in one database', offset);
}

/** Reads the rest for the checksum, which may tell what kind of trouble it is. */
function whereItStopped(input: RdbInput, progress: RdbProgress, error: unknown): Findings {
  if (!(error instanceof Damage) && !(error instanceof Unknown)) throw error;
  const stoppedAt = input.offset();
  input.drain();
  const crc = progress.version === null ? 'absent' : wholeCrc(input, progress.version);
  const found = { crc, trailingBytes: 0, stoppedAt: error.offset ?? stoppedAt };
  if (error instanceof Damage) {
    const isWholeInLength = error.kind === 'truncated' && crc !== 'absent' && hasEndMark(input);
    const damage = isWholeInLength ? new Damage('bitDamage', 'a length that points past the end', error.offset) : error;
    return { ...found, damage, unknown: null };
  }
  const isOfTheFuture = (progress.version ?? 0) > NEWEST_VERSION[progress.dialect];
  const isDamaged = crc === 'failed' && !isOfTheFuture;
  const damage = isDamaged ? new Damage('bitDamage', `${error.reason}, which does not exist`, error.offset) : null;
  return { ...found, damage, unknown: error };
}

/** The sum over a file that ends with its own sum is 0. */
function wholeCrc(input: RdbInput, version: number): Crc {
  if (version < FIRST_VERSION_WITH_CHECKSUM) return 'absent';
  if (hasEndMark(input) && input.tail(CHECKSUM_BYTES).every((byte) => byte === 0)) return 'absent';
  const [low, high] = input.crcSoFar();
  return low === 0 && high === 0 && hasEndMark(input) ? 'passed' : 'failed';
}

function hasEndMark(input: RdbInput): boolean {
  return input.tail(CHECKSUM_BYTES + 1)[0] === OPCODE.end;
}

function lastGoodKey(input: RdbInput, progress: RdbProgress): string | null {
  if (progress.keyCount === 0) return null;
  const place = progress.keysBegun > progress.keyCount ? input.lastKey : input.currentKey;
  return printableKey(keyBytesOf(place, input.buffer));
}
