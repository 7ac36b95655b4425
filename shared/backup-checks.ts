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
  if (ref.kind === 'distributed') {
    if (ref.zoneId === '') fields.zoneId = 'required';
    if (ref.instanceId === '') fields.instanceId = 'required';
  }
  if (ref.slaveZoneId !== '') {
    if (!ref.isCrossZone) fields.slaveZoneId = 'needsCrossZone';
    else if (ref.zoneId === '') fields.zoneId = 'zoneRequired';
    else if (ref.slaveZoneId === ref.zoneId) fields.slaveZoneId = 'sameAsZone';
    else if (zonesOfRegion !== undefined && !zonesOfRegion.includes(ref.slaveZoneId))
      fields.slaveZoneId = 'otherRegion';
  }
  return fields;
}
