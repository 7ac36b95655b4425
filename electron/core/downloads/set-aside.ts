import path from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { RdbReport } from '#shared/models/rdb-report.ts';
import { errnoOf } from './file-errors.ts';
import { damagedNameOf } from './folder-names.ts';
import type { PartialFile } from './partial-file.ts';

const MOST_KEPT = 100;

/**
 * Keeps a complete file that no server would load under a name that says so; nothing gets its final name.
 * @returns the AppError `backupDamaged`, without anything that the file holds. Throws Node's file errors, EEXIST where a
 * hundred such files are there.
 */
export async function setAside(partial: PartialFile, destination: string, { damage }: RdbReport): Promise<AppError> {
  const kept = await publishDamaged(partial, destination, 0);
  await partial.forget();
  return new AppError('backupDamaged', {
    params: {
      kind: damage?.kind ?? 'bitDamage',
      ...(damage === null || damage.offset === null ? {} : { offset: damage.offset }),
      ...(damage === null || damage.lookalike === null ? {} : { lookalike: damage.lookalike }),
      name: path.basename(kept),
    },
    detail: damage?.reason ?? '',
    retryable: true,
  });
}

async function publishDamaged(partial: PartialFile, destination: string, others: number): Promise<string> {
  const name = damagedNameOf(destination, others);
  try {
    await partial.publish(name);
    return name;
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST' || others + 1 >= MOST_KEPT) throw error;
    return publishDamaged(partial, destination, others + 1);
  }
}
