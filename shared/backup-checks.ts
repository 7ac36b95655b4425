import type { FieldReason } from './errors.ts';
import type { BackupRef } from './models/backup.ts';

/** Takes white space and quotation marks off a pasted id. */
export function cleanPastedId(text: string): string {
  return text.replace(/^[\s"'`“”‘’«»「」]+|[\s"'`“”‘’«»「」,;]+$/gu, '');
}

/**
 * The checks that need no server: what is missing or contradicts itself, by field. Empty when the reference can be asked.
 * @param zonesOfRegion the zone ids of the chosen region, where they are known.
 */
export function checkBackupRef(
  ref: BackupRef,
  zonesOfRegion?: readonly string[],
): Partial<Record<keyof BackupRef, FieldReason>> {
  const fields: Partial<Record<keyof BackupRef, FieldReason>> = {};
  if (ref.backupId === '') fields.backupId = 'required';
  else if (!/^[\w.:@-]+$/u.test(ref.backupId)) fields.backupId = 'invalidCharacters';
  if (ref.instanceId !== '' && !/^[\w.:@-]+$/u.test(ref.instanceId)) fields.instanceId = 'invalidCharacters';
  if (ref.regionId === '') fields.regionId = 'required';
  else if (isElsewhere(ref.zoneId, ref.regionId, zonesOfRegion)) fields.zoneId = 'otherRegion';
  if (ref.kind === 'distributed') {
    if (ref.zoneId === '') fields.zoneId = 'required';
    if (ref.instanceId === '') fields.instanceId = 'required';
  }
  if (ref.slaveZoneId !== '') {
    if (!ref.isCrossZone) fields.slaveZoneId = 'needsCrossZone';
    else if (ref.zoneId === '') fields.zoneId = 'zoneRequired';
    else if (ref.slaveZoneId === ref.zoneId) fields.slaveZoneId = 'sameAsZone';
    else if (isElsewhere(ref.slaveZoneId, ref.regionId, zonesOfRegion)) fields.slaveZoneId = 'otherRegion';
  }
  return fields;
}

/** A zone that is neither listed nor named after the region. Retired zones are not listed and still hold instances. */
function isElsewhere(zoneId: string, regionId: string, zonesOfRegion: readonly string[] | undefined): boolean {
  if (zoneId === '' || zonesOfRegion === undefined) return false;
  return !zonesOfRegion.includes(zoneId) && !zoneId.startsWith(`${regionId}-`);
}
