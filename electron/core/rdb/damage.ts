import type { DamageKind } from '#shared/models/rdb-report.ts';

/** The file cannot be what it should be, from here on. */
export class Damage extends Error {
  readonly kind: DamageKind;
  /** What contradicts, in a few words for a report's detail. */
  readonly reason: string;
  /** Where in the file; null where only the whole tells. */
  readonly offset: number | null;

  constructor(kind: DamageKind, reason: string, offset: number | null) {
    super(`${kind}: ${reason}`);
    this.name = 'Damage';
    this.kind = kind;
    this.reason = reason;
    this.offset = offset;
  }
}

/** Something this reader does not know: a newer format, or a byte that changed. The checksum decides between the two. */
export class Unknown extends Error {
  readonly reason: string;
  readonly offset: number;

  constructor(reason: string, offset: number) {
    super(`unknown: ${reason}`);
    this.name = 'Unknown';
    this.reason = reason;
    this.offset = offset;
  }
}
