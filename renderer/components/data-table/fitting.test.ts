import { expect, test } from 'vitest';
import { fittingColumns, leastWidthPx } from './fitting.ts';

const columns = [
  { id: 'name' },
  { id: 'zone', widthPx: 100, goesAt: 2 },
  { id: 'age', widthPx: 100, goesAt: 1 },
  { id: 'state', widthPx: 90 },
];
const ids = (roomPx: number): string =>
  fittingColumns(columns, roomPx)
    .map(({ id }) => id)
    .join();

test('columns that can be done without go one after the other, and the others stay', () => {
  expect(leastWidthPx(columns)).toBe(476);
  expect(ids(476)).toBe('name,zone,age,state');
  expect(ids(475)).toBe('name,age,state');
  expect(ids(375)).toBe('name,state');
  expect(ids(10)).toBe('name,state');
});
