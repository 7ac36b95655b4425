import { expect, test } from 'vitest';
import type { Instance } from '#shared/models/browse.ts';
import { openDocument } from '../documents/document.ts';
import type { Clock, JsonFile } from '../ports.ts';
import { browseDocument, createBrowseMemory, NOTHING_REMEMBERED } from './memory.ts';

const HOUR = 3_600_000;

function orders(given: Partial<Instance> = {}): Instance {
  const place = { regionId: 'hk', zoneId: 'hk-02', slaveZoneId: '' };
  const sizes = { sizeGb: 4, usedMb: 10, backupHour: 3, automaticBackup: 'on' as const };
  return {
    id: 'uredis-1',
    name: 'orders',
    kind: 'masterReplica',
    version: '7.0',
    state: 'Running',
    ...place,
    ...sizes,
    ...given,
  };
}

function setUp() {
  const disk: { content: unknown; writes: number } = { content: undefined, writes: 0 };
  const file: JsonFile = {
    read: () => disk.content,
    write: (content) => {
      disk.content = structuredClone(content);
      disk.writes += 1;
    },
    setAside: () => '',
  };
  const time = { now: 1000 };
  const clock: Clock = { now: () => time.now, sleep: () => Promise.resolve() };
  const open = () =>
    createBrowseMemory({
      document: openDocument({ file, schema: browseDocument, initial: NOTHING_REMEMBERED }),
      clock,
    });
  return { disk, time, open, memory: open() };
}

test('a profile comes back to where it was, with its favourites and recents, after a restart', () => {
  const { memory, open } = setUp();
  memory.saw('p', 'org-1', [orders()]);
  const [instance = null] = memory.of('p').known;
  memory.rememberPath('p', { scope: 'allRegions', instance });
  memory.setFavourite('p', 'hk/uredis-1', true);
  const again = open().of('p');
  expect(again.path).toMatchObject({ scope: 'allRegions', instance: { id: 'uredis-1', projectId: 'org-1' } });
  expect(again.favourites).toEqual(['hk/uredis-1']);
  expect(again.recents).toEqual(['hk/uredis-1']);
  expect(open().of('other').path).toEqual({ scope: 'region', instance: null });
});

test('an instance is written down again only for news, or after half a day', () => {
  const { memory, disk, time } = setUp();
  memory.saw('p', '', [orders()]);
  memory.saw('p', '', [orders({ usedMb: 11 })]);
  expect(disk.writes).toBe(1);
  memory.saw('p', '', [orders({ name: 'orders-old' })]);
  expect(disk.writes).toBe(2);
  time.now += 13 * HOUR;
  memory.saw('p', '', [orders({ name: 'orders-old' })]);
  expect(memory.of('p').known).toEqual([expect.objectContaining({ name: 'orders-old', seenAt: time.now })]);
});

test('the longest unseen are forgotten first, and recents are few', () => {
  const { memory, time } = setUp();
  memory.saw('p', '', [orders({ id: 'uredis-old' })]);
  time.now += 1;
  memory.saw(
    'p',
    '',
    Array.from({ length: 2000 }, (_, at) => orders({ id: `uredis-${at}` })),
  );
  const { known } = memory.of('p');
  expect(known).toHaveLength(2000);
  expect(known.some(({ id }) => id === 'uredis-old')).toBe(false);
  for (const instance of known.slice(0, 20)) memory.rememberPath('p', { scope: 'region', instance });
  expect(memory.of('p').recents).toHaveLength(8);
});

test('a forgotten instance and a forgotten profile leave nothing behind', () => {
  const { memory, disk } = setUp();
  memory.saw('p', '', [orders()]);
  memory.setFavourite('p', 'hk/uredis-1', true);
  expect(memory.forget('p', 'hk/uredis-1')).toMatchObject({ known: [], favourites: [] });
  memory.forgetProfile('p');
  expect(disk.content).toEqual({ version: 1, profiles: {} });
});

test('a profile whose removal is undone has its favourites again', () => {
  const { memory } = setUp();
  memory.saw('p', '', [orders()]);
  memory.setFavourite('p', 'hk/uredis-1', true);
  const before = memory.of('p');
  memory.forgetProfile('p');
  expect(memory.of('p').favourites).toEqual([]);
  memory.recallProfile('p');
  expect(memory.of('p')).toEqual(before);
});

test('a name of any length is remembered', () => {
  const { memory } = setUp();
  memory.saw('p', '', [orders({ name: 'x'.repeat(5000) })]);
  expect(memory.of('p').known[0]?.name).toHaveLength(1000);
});

test('the instances of all profiles are told together, the newest first', () => {
  const { memory, time } = setUp();
  memory.saw('p', '', [orders()]);
  time.now += 1;
  memory.saw('q', 'org-1', [orders({ id: 'uredis-2' })]);
  expect(memory.seen()).toEqual([
    { profileId: 'q', instance: expect.objectContaining({ id: 'uredis-2', projectId: 'org-1' }) },
    { profileId: 'p', instance: expect.objectContaining({ id: 'uredis-1', projectId: '' }) },
  ]);
});
