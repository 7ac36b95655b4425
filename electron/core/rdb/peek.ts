import type { PeekReport } from '#shared/models/peek.ts';
import { memorySource } from './byte-source.ts';
import { Damage, Unknown } from './damage.ts';
import { CHECKSUM_BYTES, FIRST_VERSION_WITH_CHECKSUM, OPCODE } from './format.ts';
import { headerOf } from './header.ts';
import { RdbInput } from './input.ts';
import { lookalikeOf } from './lookalike.ts';
import { newProgress, readMagic, readRecords, type RdbProgress } from './reader.ts';
import { lowestServers } from './restore-needs.ts';
import { passingParts } from './value-parts.ts';

/** The two ends of a file. */
export interface FileEnds {
  readonly head: Uint8Array;
  /** The last bytes, at least as many as the end mark and the checksum take; null where nobody could get them. */
  readonly tail: Uint8Array | null;
  /** The head is the whole file. */
  readonly isWhole: boolean;
}

/** What the ends of a file tell of it. Never throws for what the bytes are. */
export function describeEnds({ head, tail, isWhole }: FileEnds): Pick<PeekReport, 'content' | 'ending'> {
  const input = new RdbInput(memorySource(head));
  const progress = newProgress();
  const state = readHead(input, progress, isWhole);
  input.release();
  if (progress.version === null) {
    return { content: { kind: 'notRdb', lookalike: lookalikeOf(head.subarray(0, 512)) }, ending: 'noEndMark' };
  }
  const { dialect, product, serverVersion, createdAt, usedMemoryBytes } = headerOf(progress);
  return {
    content: {
      kind: 'rdb',
      rdbVersion: progress.version,
      header: { dialect, product, serverVersion, createdAt, usedMemoryBytes },
      lowest: lowestServers(dialect, progress.version),
      isAofBase: progress.fields.some(({ name, value }) => AOF_FIELDS.has(name) && value !== '0'),
      databases: progress.announced,
      keyCount: progress.endOffset === null ? null : progress.keyCount,
      state,
    },
    ending: endingOf(isWhole ? head : tail, progress.version),
  };
}

/** `aof-base` since Redis 7.0, `aof-preamble` before (Redis, src/rdb.c: rdbSaveInfoAuxFields). */
const AOF_FIELDS: ReadonlySet<string> = new Set(['aof-base', 'aof-preamble']);

type HeadState = Extract<PeekReport['content'], { kind: 'rdb' }>['state'];

/** Reads as far as the head goes; that it ends in the middle is no damage. */
function readHead(input: RdbInput, progress: RdbProgress, isWhole: boolean): HeadState {
  try {
    readMagic(input, progress);
    readRecords(input, progress, { parts: passingParts(input), visitor: null, keys: null, now: 0 });
    return 'readable';
  } catch (error) {
    if (error instanceof Unknown) return 'notUnderstood';
    if (!(error instanceof Damage)) throw error;
    return error.kind === 'truncated' && !isWhole ? 'readable' : 'damaged';
  }
}

function endingOf(tail: Uint8Array | null, version: number): PeekReport['ending'] {
  if (tail === null) return 'notReached';
  const checksumBytes = version < FIRST_VERSION_WITH_CHECKSUM ? 0 : CHECKSUM_BYTES;
  if (tail.at(-1 - checksumBytes) !== OPCODE.end) return 'noEndMark';
  const checksum = tail.subarray(tail.length - checksumBytes);
  return checksum.some((byte) => byte !== 0) ? 'checksum' : 'noChecksum';
}
