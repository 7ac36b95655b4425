import { describe, expect, it } from 'vitest';
import { squarify, type Rect } from './squarify.ts';

const ROOM: Rect = { x: 10, y: 20, width: 600, height: 400 };
const area = ({ width, height }: Rect): number => width * height;
const overlap = (a: Rect, b: Rect): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));
const ratio = ({ width, height }: Rect): number => Math.max(width / height, height / width);

const CASES: readonly (readonly number[])[] = [
  [1],
  [6, 6, 4, 3, 2, 2, 1],
  Array.from({ length: 52 }, (_, at) => 1000 / (at + 1)),
  [1_000_000, 1, 1, 1],
  Array.from({ length: 50 }, () => 1),
];

describe('a squarified layout', () => {
  it.each(CASES)('gives each of %j its share of the room, inside it and beside the others', (...values) => {
    const total = values.reduce((sum, value) => sum + value, 0);
    const rects = squarify(values, ROOM);
    expect(rects).toHaveLength(values.length);
    for (const [at, rect] of rects.entries()) {
      expect(area(rect)).toBeCloseTo(((values[at] ?? 0) / total) * area(ROOM), 4);
      expect(rect.x).toBeGreaterThanOrEqual(ROOM.x - 1e-6);
      expect(rect.y).toBeGreaterThanOrEqual(ROOM.y - 1e-6);
      expect(rect.x + rect.width).toBeLessThanOrEqual(ROOM.x + ROOM.width + 1e-6);
      expect(rect.y + rect.height).toBeLessThanOrEqual(ROOM.y + ROOM.height + 1e-6);
      for (const other of rects.slice(at + 1)) expect(overlap(rect, other)).toBeCloseTo(0, 4);
    }
  });

  it('is as the paper has it for its own example', () => {
    const rects = squarify([6, 6, 4, 3, 2, 2, 1], { x: 0, y: 0, width: 6, height: 4 });
    expect(rects[0]).toEqual({ x: 0, y: 0, width: 3, height: 2 });
    expect(rects[1]).toEqual({ x: 0, y: 2, width: 3, height: 2 });
    expect(rects[2]?.y).toBe(0);
    expect(Math.max(...rects.map(ratio))).toBeLessThan(3.2);
  });

  it('keeps areas about square that a plain slicing would make thin', () => {
    const rects = squarify([...(CASES[4] ?? [])], ROOM);
    expect(Math.max(...rects.map(ratio))).toBeLessThan(2);
  });

  it('gives nothing to what is nothing, and survives when all is', () => {
    expect(squarify([5, 0], ROOM).map(area)).toEqual([area(ROOM), 0]);
    expect(squarify([0, 0], ROOM).map(area)).toEqual([0, 0]);
    expect(squarify([], ROOM)).toEqual([]);
  });
});
