import { PROJECTS, type PracticeKey } from '../world/account.ts';
import { REGION_WITHOUT_PERMISSION, ZONES_BY_REGION } from '../world/regions.ts';
import type { ParameterReader } from './parameters.ts';
import { ApiRefusal, parameterNotAvailable } from './refusal.ts';

/** Where a call of a product looks. */
export interface Scope {
  readonly projectId: string;
  readonly regionId: string;
  /** Empty for every zone of the region. */
  readonly zoneId: string;
}

/**
 * Region, zone and project of a call. Throws ApiRefusal 220 and 230 for what is missing or unknown, 293 where the zone
 * takes a permission, 292 for an unknown project, 299 where a sub-account names none or one that is not its own.
 */
export function readScope(reader: ParameterReader, key: PracticeKey): Scope {
  const regionId = reader.required('Region');
  const zones = ZONES_BY_REGION.get(regionId);
  if (zones === undefined) throw parameterNotAvailable('Region');
  const zoneId = reader.text('Zone');
  if (zoneId !== '' && !zones.includes(zoneId)) throw parameterNotAvailable('Zone');
  if (regionId === REGION_WITHOUT_PERMISSION) throw new ApiRefusal(293, 'Zone permission error');
  return { regionId, zoneId, projectId: readProject(reader.text('ProjectId'), key) };
}

function readProject(given: string, key: PracticeKey): string {
  if (given !== '' && !PROJECTS.some(({ id }) => id === given))
    throw new ApiRefusal(292, `Project [${given}] not exists`);
  if (key.projectIds !== 'all' && !key.projectIds.includes(given)) throw new ApiRefusal(299, 'IAM permission denied');
  return given === '' ? (PROJECTS.find(({ isDefault }) => isDefault)?.id ?? '') : given;
}
