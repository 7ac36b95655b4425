import type { PrefixNode, RdbSummary } from '#shared/models/rdb-summary.ts';
import type { ReportTable } from '#shared/report-tables.ts';
import type { Cell } from './csv.ts';

interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The tables of a summary, in numbers that programs read: bytes, and times in ISO 8601. */
export const TABLES: Readonly<Record<ReportTable, (summary: RdbSummary) => Table>> = {
  biggestKeys: ({ biggestKeys }) => ({
    head: ['key', 'database', 'type', 'encoding', 'elements', 'size_bytes', 'expires_at'],
    rows: biggestKeys.map(({ key, database, type, encoding, elements, sizeBytes, expiresAt }) => [
      key,
      database,
      type,
      encoding,
      elements,
      sizeBytes,
      expiresAt === null ? null : isoTime(expiresAt),
    ]),
  }),
  prefixes: ({ prefixes }) => ({
    head: ['prefix', 'level', 'keys', 'size_bytes'],
    rows: prefixes.children.flatMap((child) => branchRows(child, '', 1)),
  }),
  types: ({ types }) => ({
    head: ['type', 'encoding', 'keys', 'elements', 'size_bytes'],
    rows: types.map(({ type, encoding, keys, elements, sizeBytes }) => [type, encoding, keys, elements, sizeBytes]),
  }),
  databases: ({ databases }) => ({
    head: ['database', 'keys', 'expiring', 'expired', 'size_bytes'],
    rows: databases.map(({ database, keys, expiring, expired, sizeBytes }) => [
      database ?? 'others',
      keys,
      expiring,
      expired,
      sizeBytes,
    ]),
  }),
  lives: ({ ttl }) => ({
    head: ['lives', 'up_to_ms', 'keys', 'size_bytes'],
    rows: [
      ['never expires', null, ttl.never.keys, ttl.never.sizeBytes],
      ['expired', 0, ttl.expired.keys, ttl.expired.sizeBytes],
      ...ttl.buckets.map(({ upToMs, keys, sizeBytes }) => [
        upToMs === null ? 'longer' : 'up to',
        upToMs,
        keys,
        sizeBytes,
      ]),
    ],
  }),
  sizes: ({ sizes }) => ({
    head: ['up_to_bytes', 'keys', 'size_bytes'],
    rows: sizes.map(({ upToBytes, keys, sizeBytes }) => [upToBytes, keys, sizeBytes]),
  }),
};

function branchRows({ name, keys, sizeBytes, children }: PrefixNode, before: string, level: number): Cell[][] {
  const prefix = `${before}${name}`;
  return [[prefix, level, keys, sizeBytes], ...children.flatMap((child) => branchRows(child, prefix, level + 1))];
}

/** A file may hold times that no date can stand for. */
function isoTime(timeMs: number): string {
  const date = new Date(timeMs);
  return Number.isNaN(date.getTime()) ? String(timeMs) : date.toISOString();
}
