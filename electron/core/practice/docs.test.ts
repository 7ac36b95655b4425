import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { PracticeBackup } from '#shared/models/practice.ts';
import { FAULTS, FAULT_NAMES, type Fault } from './faults.ts';
import { createWorld } from './world/world.ts';

/** The tables of docs/practice-cloud.md, cell by cell; how wide they are drawn does not matter. */
const page = readFileSync(path.join(import.meta.dirname, '../../../docs/practice-cloud.md'), 'utf8');
const offered = createWorld({ now: () => Date.UTC(2026, 10, 24), backupDurationMs: 1, extraBackups: [] }).offered();

function tableUnder(heading: string): string[][] {
  const [, section = ''] = page.split(`## ${heading}\n`);
  const lines =
    section
      .split('\n## ')[0]
      ?.split('\n')
      .filter((line) => line.startsWith('|')) ?? [];
  const cells = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return cells.filter((_, at) => at > 1);
}

function parametersOf({ parameters }: Fault): string {
  return Object.entries(parameters)
    .map(([name, value]) => `\`${name}\` ${value}`)
    .join(', ');
}

function idOf(fault: string): string {
  return offered.find((backup) => backup.fault === fault)?.backupId ?? '';
}

function goodRow(backup: PracticeBackup): string[] {
  const { note, backupId, instanceId, projectId, regionId, zoneId, slaveZoneId, isCrossRegion } = backup;
  const extras = [slaveZoneId && `cross-zone, slave zone \`${slaveZoneId}\``, isCrossRegion && 'cross-region copy'];
  const place = [
    `\`${regionId}\` / \`${zoneId}\``,
    ...extras.filter((extra) => typeof extra === 'string' && extra !== ''),
  ];
  return [note.en, `\`${backupId}\``, `\`${instanceId}\``, `\`${projectId}\``, place.join(', ')];
}

it('describes every fault as the code does it', () => {
  const expected = FAULT_NAMES.map((name) => {
    const fault: Fault = FAULTS[name];
    return [`\`${name}\``, fault.what.en, parametersOf(fault), `\`${idOf(name)}\``];
  });
  expect(tableUnder('Faults')).toEqual(expected);
});

it('lists the good backups', () => {
  expect(tableUnder('Good backups')).toEqual(offered.filter(({ fault }) => fault === '').map(goodRow));
});
