import { isAppError, type AppError } from '#shared/errors.ts';
import { listOf } from '../ucloud/tolerant.ts';
import { z } from 'zod';

/** The most rows a page is asked for; no document names a limit (see UCloud API docs, umem-api), so a modest one. */
export const PAGE_ROWS = 100;
/** A list that goes on for ever is a defect of the other side. */
const MOST_PAGES = 1000;

/** A list as far as it could be read. `error`: why it ends early. */
export interface Listing<Row> {
  rows: Row[];
  error: AppError | null;
}

const page = z.object({
  TotalCount: z.coerce.number().int().positive().optional().catch(undefined),
  DataSet: listOf(z.unknown()),
});

/**
 * Reads all pages of a list, one after the other, until TotalCount is reached or a page is empty. A page may hold fewer
 * rows than were asked for.
 * Throws what `ask` throws for the first page, and `cancelled` for any; where a later page fails, the rows so far are
 * answered with the reason.
 */
export async function listAll(
  ask: (paging: { Offset: number; Limit: number }) => Promise<unknown>,
): Promise<Listing<unknown>> {
  const rows: unknown[] = [];
  try {
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const { TotalCount, DataSet } = page.parse(await ask({ Offset: rows.length, Limit: PAGE_ROWS }));
      rows.push(...DataSet);
      if (DataSet.length === 0 || rows.length >= (TotalCount ?? Infinity)) break;
    }
    return { rows, error: null };
  } catch (error) {
    if (rows.length === 0 || !isAppError(error) || error.code === 'cancelled') throw error;
    return { rows, error };
  }
}

/** The first row of each id: a row added while pages were read shows up on two of them. */
export function uniqueById<Row extends { id: string }>(rows: readonly Row[]): Row[] {
  const seen = new Set<string>();
  return rows.filter(({ id }) => !seen.has(id) && seen.add(id));
}
