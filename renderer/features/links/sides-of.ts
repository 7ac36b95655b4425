import { LINK_SIDES, type LinkSide } from '#shared/link-forms.ts';
import type { LinkView } from '#shared/models/link.ts';

/** Where a link can be copied for: inside UCloud's network only where there is an address for it. */
export function sidesOf({ privatePlace }: LinkView): readonly LinkSide[] {
  return privatePlace === null ? ['public'] : LINK_SIDES;
}
