import { useMemo, useState } from 'react';
import type { Instance } from '#shared/models/browse.ts';
import type { BrowseMemory } from '#shared/models/browse-memory.ts';
import { keyOfRow } from './row-keys.ts';
import type { Shown } from './show-choice.tsx';
import type { RegionInstances } from './use-region-instances.ts';
import type { Summaries } from './use-summaries.ts';

/** The rows there are, and which of them are shown. */
export function useInstanceRows(sources: {
  lists: RegionInstances;
  memory: BrowseMemory;
  projectId: string;
  summaryOf: Summaries['of'];
}) {
  const { lists, memory, projectId, summaryOf } = sources;
  const [shown, setShown] = useState<Shown>('all');
  const gone = useMemo(() => goneInstances(lists, memory, projectId), [lists, memory, projectId]);
  const all = useMemo(() => [...lists.instances, ...gone], [lists.instances, gone]);

  const sets = useMemo(() => {
    const existing = new Set(all.map(keyOfRow));
    const present = (keys: readonly string[]): Set<string> => new Set(keys.filter((key) => existing.has(key)));
    return {
      favourites: present(memory.favourites),
      recents: present(memory.recents),
      gone: new Set(gone.map(keyOfRow)),
    };
  }, [all, gone, memory.favourites, memory.recents]);
  const concerned = useMemo(
    () => new Set(all.filter((each) => (summaryOf(each)?.concerns.length ?? 0) > 0).map(keyOfRow)),
    [all, summaryOf],
  );

  // What comes in while "all" is shown does not change it.
  const wanted = shown === 'all' ? undefined : shown === 'concerned' ? concerned : sets[shown];
  const rows = useMemo(
    () => all.filter((each) => (wanted === undefined ? !sets.gone.has(keyOfRow(each)) : wanted.has(keyOfRow(each)))),
    [all, wanted, sets.gone],
  );
  const { favourites, recents } = sets;
  const counts = {
    favourites: favourites.size,
    recents: recents.size,
    concerned: concerned.size,
    gone: gone.length,
  };
  return { rows, shown, setShown, counts, gone: sets.gone, favourites };
}

/** Instances of the same project that a list once held and, read to its end today, holds no more. */
function goneInstances(lists: RegionInstances, memory: BrowseMemory, projectId: string): Instance[] {
  const listed = new Set(lists.instances.map(keyOfRow));
  return memory.known.filter(
    (each) => each.projectId === projectId && lists.listedRegions.has(each.regionId) && !listed.has(keyOfRow(each)),
  );
}
