/** Which rows are selected, and from where a range is drawn. Ids, so that sorting and filtering do not move it. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly anchor: string;
}

export const NOTHING_SELECTED: Selection = { ids: new Set(), anchor: '' };

/** Takes one in or out; ranges start from it then. */
export function toggle({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** Adds everything from the anchor to here, as the rows are ordered now. Without an anchor in sight, only this one. */
export function extendTo({ ids, anchor }: Selection, order: readonly string[], id: string): Selection {
  const to = order.indexOf(id);
  const from = order.indexOf(anchor);
  if (to === -1) return { ids, anchor };
  if (from === -1) return { ids: new Set([...ids, id]), anchor: id };
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...ids, ...range]), anchor };
}

/** All rows in sight; or none, where all were selected. Rows that a filter hides keep theirs. */
export function toggleAll({ ids, anchor }: Selection, order: readonly string[]): Selection {
  const areAll = order.length > 0 && order.every((id) => ids.has(id));
  const inSight = new Set(order);
  return { ids: areAll ? new Set([...ids].filter((id) => !inSight.has(id))) : new Set([...ids, ...order]), anchor };
}

/** Rows that are gone are not selected any more. The same object where nothing changed. */
export function only(selection: Selection, existing: ReadonlySet<string>): Selection {
  if ([...selection.ids].every((id) => existing.has(id))) return selection;
  return { ...selection, ids: new Set([...selection.ids].filter((id) => existing.has(id))) };
}
