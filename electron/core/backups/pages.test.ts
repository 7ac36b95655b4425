import { describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { listAll, uniqueById } from './pages.ts';

/** Serves a list in pages of so many rows, whatever was asked for. */
function serve(total: number, pageRows: number, given: { total?: unknown; failAt?: number; error?: AppError } = {}) {
  const asked: number[] = [];
  const ask = ({ Offset }: { Offset: number; Limit: number }): Promise<unknown> => {
    asked.push(Offset);
    if (given.failAt === Offset)
      return Promise.reject(given.error ?? new AppError('apiRefused', { params: { retCode: 153 } }));
    const DataSet = Array.from({ length: Math.min(pageRows, total - Offset) }, (_, at) => Offset + at);
    return Promise.resolve({ TotalCount: 'total' in given ? given.total : total, DataSet });
  };
  return { ask, asked };
}

describe('a list in pages', () => {
  test.each([
    ['pages that are shorter than was asked for', serve(25, 10), [0, 10, 20]],
    ['a total as text', serve(20, 10, { total: '20' }), [0, 10]],
    ['no total: up to the empty page', serve(20, 10, { total: undefined }), [0, 10, 20]],
    ['a total that is nonsense', serve(5, 10, { total: 'many' }), [0, 5]],
    ['an empty list', serve(0, 10), [0]],
  ])('is read whole: %s', async (_name, { ask, asked }, offsets) => {
    const { error } = await listAll(ask);
    expect(asked).toEqual(offsets);
    expect(error).toBeNull();
  });

  test('keeps the rows before a page that fails, with the reason', async () => {
    const { rows, error } = await listAll(serve(30, 10, { failAt: 20 }).ask);
    expect(rows).toHaveLength(20);
    expect(error?.data).toMatchObject({ code: 'apiRefused', params: { retCode: 153 } });
  });

  test('fails where the first page fails, and where it is taken back', async () => {
    await expect(listAll(serve(30, 10, { failAt: 0 }).ask)).rejects.toMatchObject({ code: 'apiRefused' });
    const cancelled = serve(30, 10, { failAt: 10, error: new AppError('cancelled') });
    await expect(listAll(cancelled.ask)).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('does not go on for ever', async () => {
    const endless = serve(Infinity, 1, { total: undefined });
    const { rows } = await listAll(endless.ask);
    expect(rows).toHaveLength(1000);
  });

  test('shows a row that moved to the next page once', () => {
    const rows = [
      { id: 'a', at: 1 },
      { id: 'b', at: 2 },
      { id: 'a', at: 3 },
    ];
    expect(uniqueById(rows)).toEqual([
      { id: 'a', at: 1 },
      { id: 'b', at: 2 },
    ]);
  });
});
