import { expect, it } from 'vitest';
import { FAULT_NAMES } from '../faults.ts';
import { MIN_RDB_BYTES } from '../rdb/layout.ts';
import { objectKey, shardsOf } from './backup.ts';
import { createCatalogue } from './catalogue.ts';
import { createWorld } from './world.ts';
import { ZONES_BY_REGION } from './regions.ts';

const NOON = Date.UTC(2026, 10, 24, 12);
const catalogue = createCatalogue(NOON);

it('has the same ids after every start, each once', () => {
  const ids = catalogue.map(({ backupId }) => backupId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(createCatalogue(NOON + 86_400_000).map(({ backupId }) => backupId)).toEqual(ids);
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/u);
});

it('has a backup for every fault, described in both languages', () => {
  const offered = createWorld({ now: () => NOON, backupDurationMs: 1, extraBackups: [] }).offered();
  expect(offered.map(({ fault }) => fault).filter((fault) => fault !== '')).toEqual(FAULT_NAMES);
  expect(offered[0]).toMatchObject({ fault: '', kind: 'masterReplica', projectId: 'org-3kopqz', isCrossZone: false });
  for (const { note } of offered) expect([note.en, note['zh-CN']].every((text) => text.length > 4)).toBe(true);
});

it('keeps every backup in a zone of its region, at a size that can be written', () => {
  for (const { regionId, zoneId, sizeBytes } of catalogue) {
    expect(ZONES_BY_REGION.get(regionId)).toContain(zoneId);
    expect(sizeBytes).toBeGreaterThan(MIN_RDB_BYTES);
  }
});

it('never gives two files the same key', () => {
  const keys = catalogue.flatMap((backup) => shardsOf(backup).map((shardId) => objectKey(backup, shardId)));
  expect(new Set(keys).size).toBe(keys.length);
});

it('holds no backup from the future', () => {
  for (let hour = 0; hour < 24; hour += 1) {
    const now = NOON + hour * 3_600_000;
    expect(createCatalogue(now).every(({ takenAtMs }) => takenAtMs <= now)).toBe(true);
  }
});
