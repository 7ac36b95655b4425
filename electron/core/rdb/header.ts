import type { RdbHeader } from '#shared/models/rdb-report.ts';
import type { RdbProgress } from './reader.ts';

/** What a file says of itself in its AUX fields, as far as they were read. */
export function headerOf({ dialect, fields }: RdbProgress): RdbHeader {
  const valueOf = (...names: readonly string[]): string => fields.find(({ name }) => names.includes(name))?.value ?? '';
  const numberOf = (name: string): number | null => {
    const value = valueOf(name);
    return /^\d{1,15}$/u.test(value) ? Number(value) : null;
  };
  const createdAtSeconds = numberOf('ctime');
  return {
    dialect,
    product: dialect === 'valkey' || valueOf('valkey-ver') !== '' ? 'valkey' : 'redis',
    serverVersion: valueOf('valkey-ver', 'redis-ver'),
    serverBits: valueOf('redis-bits'),
    createdAt: createdAtSeconds === null ? null : createdAtSeconds * 1000,
    usedMemoryBytes: numberOf('used-mem'),
    fields,
  };
}
