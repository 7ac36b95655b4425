import { describe, expect, it } from 'vitest';
import { csvOf } from './csv.ts';

const cellOf = (text: string): string => csvOf(['key'], [[text]]).split('\r\n')[1] ?? '';

describe('a table for spreadsheets', () => {
  it('quotes what has to be, and leaves numbers numbers', () => {
    expect(
      csvOf(
        ['key', 'size'],
        [
          ['a "b", c', -12],
          ['plain', null],
        ],
      ),
    ).toBe('\ufeffkey,size\r\n"a ""b"", c",-12\r\nplain,\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1', '＝1', '\u0000=1', '=cmd|"/c calc"!A1'])(
    'makes no formula of %j',
    (text) => {
      expect(cellOf(text).startsWith(`"'`)).toBe(true);
    },
  );

  it.each(['user:1', 'a=b', '上海', '\\x00\\xff', "'quoted"])('leaves %j as it is', (text) => {
    expect(cellOf(text).replaceAll('"', '')).toBe(text);
  });
});
