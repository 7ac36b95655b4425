export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Lays areas out in a rectangle, each in proportion to its value and as square as can be (Bruls, Huizing and van Wijk,
 * "Squarified Treemaps", 2000). Values come with the largest first; a value of 0 gets no area.
 */
export function squarify(values: readonly number[], room: Rect): Rect[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  const scale = total === 0 ? 0 : (room.width * room.height) / total;
  const areas = values.map((value) => value * scale);
  const rects: Rect[] = [];
  let rest = room;
  while (rects.length < areas.length) {
    const row = bestRow(areas.slice(rects.length), Math.min(rest.width, rest.height));
    const laid = layRow(row, rest);
    rects.push(...laid.rects);
    rest = laid.rest;
  }
  return rects;
}

/** As many areas as can stand in one row before they get less square again. */
function bestRow(areas: readonly number[], sidePx: number): number[] {
  let row: number[] = [];
  for (const area of areas) {
    const longer = [...row, area];
    if (row.length > 0 && worstRatio(longer, sidePx) > worstRatio(row, sidePx)) return row;
    row = longer;
  }
  return row;
}

/** How far the least square of a row is from a square: 1 is one, more is worse. */
function worstRatio(row: readonly number[], sidePx: number): number {
  const sum = row.reduce((total, area) => total + area, 0);
  const thickness = sum / sidePx;
  return Math.max(
    ...row.map((area) => {
      const length = area / thickness;
      return Math.max(length / thickness, thickness / length);
    }),
  );
}

/** A row along the shorter side, and the room that is left beside it. */
function layRow(row: readonly number[], { x, y, width, height }: Rect): { rects: Rect[]; rest: Rect } {
  const sum = row.reduce((total, area) => total + area, 0);
  const isColumn = width >= height;
  const thickness = sum === 0 ? 0 : sum / (isColumn ? height : width);
  let along = isColumn ? y : x;
  const rects = row.map((area) => {
    const length = thickness === 0 ? 0 : area / thickness;
    const rect = isColumn
      ? { x, y: along, width: thickness, height: length }
      : { x: along, y, width: length, height: thickness };
    along += length;
    return rect;
  });
  const rest = isColumn
    ? { x: x + thickness, y, width: Math.max(0, width - thickness), height }
    : { x, y: y + thickness, width, height: Math.max(0, height - thickness) };
  return { rects, rest };
}
