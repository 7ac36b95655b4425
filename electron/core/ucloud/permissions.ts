import { z } from 'zod';
import { isAppError, type AppError, type ErrorCode } from '#shared/errors.ts';
import type { ActionProbe, CredentialReport, Project, Region } from '#shared/models/account.ts';
import { NEEDED_ACTIONS, type NeededAction } from '#shared/needed-actions.ts';
import { listProjects, listRegions } from './account.ts';
import type { ApiAccount, UCloudClient } from './client.ts';
import { meaningOf } from './error-catalogue.ts';
import type { Params } from './sign.ts';
import { listOf, text } from './tolerant.ts';

const userAnswer = z.object({ DataSet: listOf(z.object({ UserEmail: text, UserName: text, CompanyName: text })) });

/** Where the product's calls are asked. */
interface Place {
  regionId: string;
  zoneId: string;
  projectId: string;
}

interface TestOptions {
  /** As the profile sends it. Where it sends none, the account's default project: a sub-account's calls must name one. */
  projectId: string;
  /** Empty for the account's default region. */
  regionId: string;
  onProbe: (probe: ActionProbe) => void;
}

/** Instances and a backup nobody has: the question is whether the key may ask, not the answer. */
const NO_GROUP = 'uredis-00000000';
const NO_SPACE = 'udredis-00000000';
const NO_BACKUP = '00000000-0000-0000-0000-000000000000';

/** What can go wrong with one call and says nothing about the next. */
const PASSING_TROUBLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'apiRefused',
  'apiHttpError',
  'apiUnreadable',
  'apiRedirected',
  'offline',
  'dnsFailed',
  'connectionRefused',
  'connectionLost',
  'timeout',
]);

/**
 * Says who a key belongs to and which of the calls the product makes it may make, by making them: all of them only read.
 * Each result is told as it comes; the report has them all, in the order of NEEDED_ACTIONS.
 * Throws AppError `apiRefused` when the key itself is not accepted (171, 172, 174) or the address is not (294): then no
 * call can succeed. Throws what the first call throws, too: a report of an unreachable cloud would say nothing of the key.
 */
export async function testPermissions(
  client: UCloudClient,
  account: ApiAccount,
  options: TestOptions,
  signal: AbortSignal,
): Promise<CredentialReport> {
  const probes: ActionProbe[] = [];
  const note = (probe: ActionProbe): void => {
    probes.push(probe);
    options.onProbe(probe);
  };
  const ask = async <T>(action: NeededAction, run: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      const value = await run();
      note({ action, outcome: 'allowed', cause: null });
      return value;
    } catch (error) {
      const isFirst = probes.length === 0;
      note(probeOf(action, error, isFirst));
      return otherwise;
    }
  };
  const call = (action: NeededAction, params: Params = {}) =>
    client.call(account, action, params, { signal, isRead: true });

  const { owner, company } = await ask('GetUserInfo', async () => ownerOf(await call('GetUserInfo')), NOBODY);
  const [regions, projects] = await Promise.all([
    ask('GetRegion', () => listRegions(client, account, signal), []),
    ask('GetProjectList', () => listProjects(client, account, signal), []),
  ]);
  const place = placeOf(options, regions, projects);
  await Promise.all(
    questionsIn(place).map(async ([action, params]) =>
      place.regionId === ''
        ? note({ action, outcome: 'untested', cause: null })
        : ask<unknown>(action, () => call(action, params), undefined),
    ),
  );
  const { regionId, projectId } = place;
  const inOrder = probes.toSorted((one, other) => orderOf(one) - orderOf(other));
  const counts = { regionCount: regions.length, projectCount: projects.length };
  return { owner, company, ...counts, regionId, projectId, probes: inOrder };
}

function questionsIn({ regionId, zoneId, projectId }: Place): (readonly [NeededAction, Params])[] {
  const place = { Region: regionId, ProjectId: projectId };
  const inZone = { ...place, Zone: zoneId };
  const first = { Offset: 0, Limit: 1 };
  return [
    ['DescribeUMem', { ...place, ...first, Protocol: 'redis' }],
    ['DescribeURedisGroup', { ...place, ...first }],
    ['DescribeURedisBackup', { ...place, ...first, GroupId: NO_GROUP }],
    ['DescribeUMemBackup', { ...inZone, ...first, SpaceId: NO_SPACE }],
    ['DescribeURedisBackupURL', { ...inZone, GroupId: NO_GROUP, BackupId: NO_BACKUP }],
    ['DescribeUMemBackupURL', { ...inZone, SpaceId: NO_SPACE, BackupId: NO_BACKUP }],
    ['DescribeUMemBlockInfo', { ...inZone, ...first, SpaceId: NO_SPACE }],
  ];
}

function placeOf(options: TestOptions, regions: readonly Region[], projects: readonly Project[]): Place {
  const region = regions.find(({ id }) => id === options.regionId) ?? regions.find(isDefault) ?? regions[0];
  const zone = region?.zones.find(isDefault) ?? region?.zones[0];
  const project = projects.find(isDefault) ?? projects[0];
  const regionId = region?.id ?? options.regionId;
  // The lists of regions and zones may be what is refused; the first zone of most regions is called like this.
  const zoneId = zone?.id ?? `${regionId}-01`;
  return { regionId, zoneId, projectId: options.projectId || (project?.id ?? '') };
}

function isDefault(each: { isDefault: boolean }): boolean {
  return each.isDefault;
}

function orderOf({ action }: ActionProbe): number {
  return NEEDED_ACTIONS.indexOf(action);
}

const NOBODY = { owner: '', company: '' };

/** GetUserInfo is not on the documentation site; its fields are those of ucloud-sdk-go. */
function ownerOf(answer: unknown): typeof NOBODY {
  const [user] = userAnswer.parse(answer).DataSet;
  return user === undefined ? NOBODY : { owner: user.UserEmail || user.UserName, company: user.CompanyName };
}

/** Throws the error again where it concerns more than this call. */
function probeOf(action: NeededAction, error: unknown, isFirst: boolean): ActionProbe {
  if (!isAppError(error) || !PASSING_TROUBLE.has(error.code)) throw error;
  if (error.code !== 'apiRefused') {
    if (isFirst) throw error;
    return { action, outcome: 'unknown', cause: error.data };
  }
  const retCode = Number(error.data.params['retCode']);
  if (saysItAll(retCode)) throw error;
  if (meaningOf(retCode).class === 'policy') return { action, outcome: 'refused', cause: error.data };
  return isFromBehindTheGateway(retCode, error)
    ? { action, outcome: 'allowed', cause: null }
    : { action, outcome: 'unknown', cause: error.data };
}

/** Whether a refusal concerns the key or this machine, so that every other call would meet it too. */
function saysItAll(retCode: number): boolean {
  return meaningOf(retCode).class === 'credential' || retCode === 294;
}

/**
 * Permissions are checked by the gateway: where the Redis service itself complains, of what we made up for example, the
 * key may ask. Its codes are 2000 and above (ucloud-sdk-go); 230 names the parameter it could not do anything with.
 */
function isFromBehindTheGateway(retCode: number, { data }: AppError): boolean {
  return retCode >= 2000 || (retCode === 230 && /\b(?:GroupId|SpaceId|BackupId)\b/u.test(data.detail ?? ''));
}
