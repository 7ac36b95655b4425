import { z } from 'zod';

/** Where the window was and how large, from one start to the next. */
export const windowPlace = z.strictObject({
  version: z.literal(1),
  bounds: z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).nullable(),
  isMaximized: z.boolean(),
});
export type WindowPlace = z.infer<typeof windowPlace>;

export const NO_PLACE: WindowPlace = { version: 1, bounds: null, isMaximized: false };

interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** So much of the window must be on a screen for a hand to find it and move it. */
const VISIBLE_PIXELS = 100;

/**
 * The remembered bounds, where the screens of today still show them; undefined for the system to place the window. A
 * screen may have been unplugged or made smaller since.
 */
export function boundsOnScreens(place: WindowPlace, workAreas: readonly Rectangle[]): Rectangle | undefined {
  const { bounds } = place;
  if (bounds === null) return undefined;
  return workAreas.some((area) => isVisibleIn(bounds, area)) ? bounds : undefined;
}

function isVisibleIn(bounds: Rectangle, area: Rectangle): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  // The title bar must be there, not only a lower corner.
  const isTopOnScreen = bounds.y >= area.y && bounds.y <= area.y + area.height - VISIBLE_PIXELS;
  return width >= VISIBLE_PIXELS && isTopOnScreen;
}
