import path from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { RdbReport } from '#shared/models/rdb-report.ts';
import { errnoOf } from './file-errors.ts';
import { damagedNameOf } from './folder-names.ts';
import type { PartialFile } from './partial-file.ts';

const MOST_KEPT = 100;

/**
 * Keeps a complete file that no server would load under a name that says so; nothing gets its final name.
 * @returns where it is. Throws Node's file errors, EEXIST where a hundred such files are there.
 */
export async function setAside(partial: PartialFile, destination: string, others = 0): Promise<string> {
  const kept = damagedNameOf(destination, others);
  try {
    await partial.publish(kept);
    return kept;
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST' || others + 1 >= MOST_KEPT) throw error;
    return setAside(partial, destination, others + 1);
  }
}

/** What is wrong with a file that was set aside, without anything that it holds. */
export function backupDamaged({ damage }: RdbReport, keptAt: string): AppError {
  return new AppError('backupDamaged', {
    params: {
      kind: damage?.kind ?? 'bitDamage',
      ...(damage === null || damage.offset === null ? {} : { offset: damage.offset }),
      ...(damage === null || damage.lookalike === null ? {} : { lookalike: damage.lookalike }),
      name: path.basename(keptAt),
    },
    detail: damage?.reason ?? '',
    retryable: true,
  });
}
