import { describe, expect, it } from 'vitest';
import { boundsOnScreens, NO_PLACE, type WindowPlace } from './window-place.ts';

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 };
const RIGHT_SCREEN = { x: 1920, y: 0, width: 1920, height: 1080 };
const at = (x: number, y: number): WindowPlace => ({
  version: 1,
  bounds: { x, y, width: 1280, height: 820 },
  isMaximized: false,
});

describe('a remembered window', () => {
  it.each([
    ['on the screen', at(100, 100), [SCREEN], true],
    ['partly beyond the edge', at(1700, 100), [SCREEN], true],
    ['on a screen that is still there', at(2000, 100), [SCREEN, RIGHT_SCREEN], true],
    ['on a screen that was unplugged', at(2000, 100), [SCREEN], false],
    ['with its title bar above the screen', at(100, -50), [SCREEN], false],
    ['below the screen', at(100, 1060), [SCREEN], false],
    ['almost wholly beyond the edge', at(1880, 100), [SCREEN], false],
  ])('%s', (_where, place, screens, isKept) => {
    expect(boundsOnScreens(place, screens)).toEqual(isKept ? place.bounds : undefined);
  });

  it('is placed by the system the first time', () => {
    expect(boundsOnScreens(NO_PLACE, [SCREEN])).toBeUndefined();
  });
});
