import { z } from 'zod';
import { instanceKey } from '#shared/backup-rows.ts';
import type { Instance } from '#shared/models/browse.ts';
import { browseMemory, type BrowseMemory, type BrowsePath, type KnownInstance } from '#shared/models/browse-memory.ts';
import type { Document } from '../documents/document.ts';
import type { Clock } from '../ports.ts';

export const browseDocument = z.strictObject({ version: z.literal(1), profiles: z.record(z.string(), browseMemory) });
type Stored = z.infer<typeof browseDocument>;

export const NOTHING_REMEMBERED: Stored = { version: 1, profiles: {} };

const NEW: BrowseMemory = { path: { scope: 'region', instance: null }, favourites: [], recents: [], known: [] };
const MOST_RECENTS = 8;
/** The document is checked and written whole with each change. */
const MOST_KNOWN = 2000;
const MOST_SEEN = 10_000;
/** A row that changed nothing but the time is not worth writing the file for. */
const SEEN_AGAIN_MS = 12 * 3_600_000;

/** What is remembered of each profile's browsing. */
export interface BrowseMemoryKeeper {
  of(profileId: string): BrowseMemory;
  rememberPath(profileId: string, path: BrowsePath): BrowseMemory;
  setFavourite(profileId: string, key: string, isFavourite: boolean): BrowseMemory;
  /** Instances that a list held just now. */
  saw(profileId: string, projectId: string, instances: readonly Instance[]): void;
  /** Of all profiles together, the newest first; not more than a window can go through with each key pressed. */
  seen(): { profileId: string; instance: KnownInstance }[];
  /** Takes one that is gone off the list. */
  forget(profileId: string, key: string): BrowseMemory;
  /** Until this process ends, `recallProfile` brings back what this drops. */
  forgetProfile(profileId: string): void;
  recallProfile(profileId: string): void;
}

export function createBrowseMemory(dependencies: { document: Document<Stored>; clock: Clock }): BrowseMemoryKeeper {
  const { document, clock } = dependencies;
  const forgotten = new Map<string, BrowseMemory>();
  const of = (profileId: string): BrowseMemory => document.get().profiles[profileId] ?? NEW;
  const keep = (profileId: string, changes: Partial<BrowseMemory>): BrowseMemory => {
    const next = { ...of(profileId), ...changes };
    document.set({ version: 1, profiles: { ...document.get().profiles, [profileId]: next } });
    return next;
  };

  return {
    of,
    rememberPath(profileId, path) {
      const { recents } = of(profileId);
      const key = path.instance === null ? undefined : instanceKey(path.instance);
      const next = key === undefined ? recents : [key, ...recents.filter((other) => other !== key)];
      return keep(profileId, { path, recents: next.slice(0, MOST_RECENTS) });
    },
    setFavourite(profileId, key, isFavourite) {
      const others = of(profileId).favourites.filter((other) => other !== key);
      return keep(profileId, { favourites: isFavourite ? [...others, key] : others });
    },
    saw(profileId, projectId, instances) {
      const known = new Map(of(profileId).known.map((each) => [instanceKey(each), each]));
      const seenAt = clock.now();
      const news = instances
        .map((instance) => ({ ...shortened(instance), projectId, seenAt }))
        .filter((instance) => isNews(known.get(instanceKey(instance)), instance));
      if (news.length === 0) return;
      for (const instance of news) known.set(instanceKey(instance), instance);
      const newest = [...known.values()].toSorted((one, other) => other.seenAt - one.seenAt);
      keep(profileId, { known: newest.slice(0, MOST_KNOWN) });
    },
    seen: () =>
      Object.entries(document.get().profiles)
        .flatMap(([profileId, { known }]) => known.map((instance) => ({ profileId, instance })))
        .toSorted((one, other) => other.instance.seenAt - one.instance.seenAt)
        .slice(0, MOST_SEEN),
    forget(profileId, key) {
      const { known, favourites, recents } = of(profileId);
      return keep(profileId, {
        known: known.filter((each) => instanceKey(each) !== key),
        favourites: favourites.filter((each) => each !== key),
        recents: recents.filter((each) => each !== key),
      });
    },
    forgetProfile(profileId) {
      const { [profileId]: dropped, ...profiles } = document.get().profiles;
      if (dropped !== undefined) forgotten.set(profileId, dropped);
      document.set({ version: 1, profiles });
    },
    recallProfile(profileId) {
      const recalled = forgotten.get(profileId);
      forgotten.delete(profileId);
      if (recalled !== undefined) keep(profileId, recalled);
    },
  };
}

/** Sizes in use change all the time and are of no use once an instance is gone. */
function isNews(old: KnownInstance | undefined, seen: KnownInstance): boolean {
  if (old === undefined || seen.seenAt - old.seenAt > SEEN_AGAIN_MS) return true;
  const { name, zoneId, slaveZoneId, projectId, kind } = seen;
  const now = { name, zoneId, slaveZoneId, projectId, kind };
  return Object.entries(now).some(([field, value]) => Reflect.get(old, field) !== value);
}

function shortened(instance: Instance): Instance {
  const { name, state, version } = instance;
  return { ...instance, name: name.slice(0, 1000), state: state.slice(0, 1000), version: version.slice(0, 1000) };
}
