import type { Entry, EntryGroup } from './entry.ts';
import type { ResultGroup } from './search.ts';

const MOST_RECENT = 5;
const MOST_OF_A_GROUP = 6;
const SHOWN: readonly EntryGroup[] = ['instances', 'pages', 'actions', 'profiles'];

/**
 * What stands there before anything is typed: what was chosen last, then what is likely.
 * @param used ids of what was chosen in this session, the newest first.
 * @param likelyInstances ids of the recent and favourite instances, in their order.
 */
export function initialGroups(
  entries: readonly Entry[],
  used: readonly string[],
  likelyInstances: readonly string[],
): ResultGroup<Entry>[] {
  const possible = entries.filter(({ blocked }) => blocked === undefined);
  const recent = inOrder(possible, used).slice(0, MOST_RECENT);
  const rest = possible.filter((entry) => !recent.includes(entry));
  const groups = SHOWN.map((group): ResultGroup<Entry> => {
    const members =
      group === 'instances' ? inOrder(rest, likelyInstances) : rest.filter((each) => each.group === group);
    const most = group === 'actions' ? members.length : MOST_OF_A_GROUP;
    return { group, entries: members.slice(0, most), more: 0 };
  });
  return [{ group: 'recent', entries: recent, more: 0 }, ...groups].filter((group) => group.entries.length > 0);
}

function inOrder(entries: readonly Entry[], ids: readonly string[]): Entry[] {
  const wanted = new Set(ids);
  const byId = new Map(entries.filter(({ id }) => wanted.has(id)).map((entry) => [entry.id, entry]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
