import { useState, type DragEvent } from 'react';
import type { Profile } from '#shared/models/profile.ts';
import { placeBeside, type Place } from '#shared/profile-order.ts';

/** Of its own, so that nothing else takes it for dropped text. */
const DATA_TYPE = 'application/x-backhaul-profile';

export type Edge = 'before' | 'after';

export interface ProfileDrag {
  /** The profile that is being dragged; empty for none. */
  readonly dragged: string;
  /** Where it would land. */
  readonly target: { readonly id: string; readonly edge: Edge } | undefined;
  readonly start: (event: DragEvent<HTMLElement>, profile: Profile) => void;
  readonly over: (event: DragEvent<HTMLElement>, profile: Profile) => void;
  readonly drop: (event: DragEvent<HTMLElement>, profile: Profile) => void;
  readonly end: () => void;
}

/** Dragging a profile to another place of the list, into another group too. */
export function useProfileDrag(
  profiles: readonly Profile[],
  move: (profile: Profile, place: Place | undefined) => void,
): ProfileDrag {
  const [dragged, setDragged] = useState<Profile>();
  const [target, setTarget] = useState<ProfileDrag['target']>();
  const end = (): void => {
    setDragged(undefined);
    setTarget(undefined);
  };
  return {
    dragged: dragged?.id ?? '',
    target,
    start(event, profile) {
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData(DATA_TYPE, profile.id);
      const row = event.currentTarget.closest('[role="listitem"]');
      if (row !== null) event.dataTransfer.setDragImage(row, 16, row.clientHeight / 2);
      setDragged(profile);
    },
    over(event, { id }) {
      if (dragged === undefined) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
      const edge = edgeOf(event);
      if (target?.id !== id || target.edge !== edge) setTarget({ id, edge });
    },
    drop(event, { id }) {
      event.preventDefault();
      if (dragged !== undefined && dragged.id !== id) move(dragged, placeBeside(profiles, id, edgeOf(event)));
      end();
    },
    end,
  };
}

function edgeOf({ clientY, currentTarget }: DragEvent<HTMLElement>): Edge {
  const { top, height } = currentTarget.getBoundingClientRect();
  return clientY < top + height / 2 ? 'before' : 'after';
}
