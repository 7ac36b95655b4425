import { kindOfInstanceId } from '#shared/instance-ids.ts';
import type { PastedItem } from '#shared/models/paste.ts';
import { PASTE_MOST_ITEMS } from '#shared/paste-limits.ts';
import { takeSignedLinks, type FoundLink } from './signed-links.ts';

type FoundBackup = Extract<PastedItem, { type: 'backup' }>;
type FoundInstance = Extract<PastedItem, { type: 'instance' }>;

export interface FoundReferences {
  readonly links: readonly FoundLink[];
  readonly backups: readonly FoundBackup[];
  readonly instances: readonly FoundInstance[];
  /** How many more there are than are answered. */
  readonly leftOut: number;
}

/** Names that stand before a value in API answers, and in what people write. */
const JSON_NAMES = /"(?:BackupId|GroupId|SpaceId|ResourceId)"\s?:/iu;
const LABELLED_ID = /(?<![A-Za-z])backup[ _-]?id["'“”]?\s{0,8}[:=：]\s{0,8}["'“”]?([\w.:@-]{1,200})/giu;
const UUID = /(?<![0-9A-Za-z_])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9A-Za-z])/giu;
const OTHER_LABEL =
  /(?:request|session|trace|token|task|job|user|image)[\w -]{0,16}["'“”]?\s{0,4}[:=：]?\s{0,4}["'“”]?$/iu;
/** Prefixes of UCloud's Redis instances; a block (shard) adds `_<number>`. */
const INSTANCE = /(?<![\w-])((?:uredis|uhredis|udrediscluster|udredis|umem)-[a-z0-9]{4,40})(?:_\d{1,4})?(?![\w-])/giu;
/** `cn-bj2-05`, `hk-02`: the region and a number. */
const ZONE = /(?<![\w-])((?:[a-z]{2,4})(?:-[a-z]{2,12}\d{0,2})?)-0\d(?![\w-])/u;
const SLAVE_ZONE = /SlaveZone["'“”]?\s{0,4}[:=：]\s{0,4}["'“”]?[\w-]{0,40}/giu;
const DESTINATION = /"DstRegionName"\s?:\s?"([a-z][a-z0-9-]{1,40})"/iu;

/**
 * Finds backup ids, instance ids and signed links in any text: a page of the console, an answer of the API, a table, a
 * link, an id. What stands together, on a line or in an object of JSON, belongs together. Pure, and linear in the text:
 * every pattern has bounded repetitions. Each backup and instance comes once; an instance that a backup names does not
 * come by itself.
 */
export function findReferences(text: string): FoundReferences {
  const { rest, links } = takeSignedLinks(withoutEscapes(text));
  const backups = new Map<string, FoundBackup>();
  const instances = new Map<string, FoundInstance>();
  let nearestInstance = '';
  for (const record of rest.split(JSON_NAMES.test(rest) ? /[{}]/u : /[\r\n]+/u)) {
    const ids = instancesIn(record);
    for (const { id, times } of ids) addInstance(instances, id, times);
    const found = backupIdsIn(record);
    const [first] = ids;
    if (found.length === 0) nearestInstance = first?.id ?? nearestInstance;
    const instanceId = first?.id ?? nearestInstance;
    for (const one of found) {
      const guess = ids.length > 1 && one.doubt === '' ? 'severalInstances' : one.doubt;
      addBackup(backups, { ...placeOf(record), backupId: one.backupId, instanceId, doubt: guess });
    }
  }
  const named = new Set([...backups.values()].map(({ instanceId }) => instanceId));
  const alone = [...instances.values()].filter(({ instanceId }) => !named.has(instanceId));
  return limited(links, [...backups.values()], alone);
}

/** How JSON and HTML write the characters of an address, and marks nobody sees. */
function withoutEscapes(text: string): string {
  return text
    .replaceAll(/\\u0026|&amp;/giu, '&')
    .replaceAll('\\/', '/')
    .replaceAll(/[\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu, '');
}

function backupIdsIn(record: string): { backupId: string; doubt: FoundBackup['doubt'] }[] {
  const uuids = [...record.matchAll(UUID)].map(({ 0: backupId, index }) => {
    const before = record.slice(Math.max(0, index - 48), index);
    return { backupId, doubt: OTHER_LABEL.test(before) ? ('otherId' as const) : ('' as const) };
  });
  const labelled = [...record.matchAll(LABELLED_ID)]
    .map(([, value = '']) => value)
    .filter((value) => /\d/u.test(value) && value.match(UUID) === null);
  return [...uuids, ...labelled.map((backupId) => ({ backupId, doubt: 'unusualForm' as const }))];
}

function instancesIn(record: string): { id: string; times: number }[] {
  const times = new Map<string, number>();
  for (const [, id = ''] of record.matchAll(INSTANCE)) times.set(id, (times.get(id) ?? 0) + 1);
  return [...times].map(([id, count]) => ({ id, times: count }));
}

function placeOf(record: string): Pick<FoundBackup, 'zoneId' | 'regionId' | 'isCrossRegion'> {
  const [zoneId = '', zoneRegion = ''] = ZONE.exec(record.replace(SLAVE_ZONE, ' ')) ?? [];
  const destination = DESTINATION.exec(record)?.[1];
  // The zone of such a row is not documented to be the copy's.
  if (destination !== undefined) return { zoneId: '', regionId: destination, isCrossRegion: true };
  return { zoneId, regionId: zoneRegion, isCrossRegion: false };
}

function addInstance(instances: Map<string, FoundInstance>, instanceId: string, times: number): void {
  const timesFound = (instances.get(instanceId)?.timesFound ?? 0) + times;
  instances.set(instanceId, { type: 'instance', instanceId, kind: kindOfInstanceId(instanceId), timesFound });
}

/** The same id again adds what was not said the first time. */
function addBackup(backups: Map<string, FoundBackup>, found: Omit<FoundBackup, 'type' | 'kind' | 'timesFound'>): void {
  const key = found.backupId.toLowerCase();
  const known = backups.get(key);
  const instanceId = known?.instanceId || found.instanceId;
  backups.set(key, {
    type: 'backup',
    backupId: known?.backupId ?? found.backupId,
    instanceId,
    kind: kindOfInstanceId(instanceId),
    zoneId: known?.zoneId || found.zoneId,
    regionId: known?.regionId || found.regionId,
    isCrossRegion: known?.isCrossRegion ?? found.isCrossRegion,
    // Where it is once called a backup, it is one.
    doubt: known === undefined || found.doubt === '' ? found.doubt : known.doubt,
    timesFound: (known?.timesFound ?? 0) + 1,
  });
}

function limited(links: FoundLink[], backups: FoundBackup[], instances: FoundInstance[]): FoundReferences {
  const someLinks = links.slice(0, PASTE_MOST_ITEMS);
  const someBackups = backups.slice(0, PASTE_MOST_ITEMS - someLinks.length);
  const someInstances = instances.slice(0, PASTE_MOST_ITEMS - someLinks.length - someBackups.length);
  const taken = someLinks.length + someBackups.length + someInstances.length;
  const leftOut = links.length + backups.length + instances.length - taken;
  return { links: someLinks, backups: someBackups, instances: someInstances, leftOut };
}
