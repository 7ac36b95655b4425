import type { Profile } from '#shared/models/profile.ts';
import './colours.css';

export type Colour = Profile['colour'];

/** In the order in which they are offered. */
export const COLOURS = [
  'teal',
  'blue',
  'violet',
  'pink',
  'red',
  'orange',
  'amber',
  'green',
  'grey',
] as const satisfies readonly Colour[];

/** The CSS colour a profile's colour stands for. */
export function swatchOf(colour: Colour): string {
  return `var(--swatch-${colour})`;
}
