import type { PracticeKey } from '../world/account.ts';
import type { StoredBackup } from '../world/backup.ts';
import type { World } from '../world/world.ts';
import type { ParameterReader } from './parameters.ts';

/** Everything an action may look at. */
export interface ActionCall {
  readonly reader: ParameterReader;
  readonly key: PracticeKey;
  readonly world: World;
  /** Signs a link to the backup's file, or to that of one of its shards. */
  readonly issueLink: (backup: StoredBackup, shardId: string) => string;
}

/** Answers the fields beside RetCode and Action; throws ApiRefusal. */
export type Action = (call: ActionCall) => Record<string, unknown>;

/** The largest page; asking for more gives this many. */
const MOST_ROWS = 100;

export function pageOf<Row>(rows: readonly Row[], reader: ParameterReader, fallbackLimit: number): readonly Row[] {
  const offset = reader.count('Offset', 0);
  return rows.slice(offset, offset + Math.min(reader.count('Limit', fallbackLimit), MOST_ROWS));
}
