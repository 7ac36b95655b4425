import { z } from 'zod';
import { AppError, isAppError } from '#shared/errors.ts';
import type { CredentialReport, Project, Region } from '#shared/models/account.ts';
import type { ApiAccount, UCloudClient } from './client.ts';
import { meaningOf } from './error-catalogue.ts';
import { toRegions } from './regions.ts';
import type { Params } from './sign.ts';
import { flag, id, listOf, text } from './tolerant.ts';

const regionAnswer = z.object({ Regions: z.array(z.unknown()) });
const projectAnswer = z.object({ ProjectSet: listOf(z.object({ ProjectId: id, ProjectName: text, IsDefault: flag })) });
const userAnswer = z.object({ DataSet: listOf(z.object({ UserEmail: text, UserName: text, CompanyName: text })) });

/**
 * The account's regions with their zones (GetRegion). Throws what `UCloudClient.call` throws, and `apiUnreadable` where
 * the answer holds no list: an account without any region is no account.
 */
export async function listRegions(client: UCloudClient, account: ApiAccount, signal: AbortSignal): Promise<Region[]> {
  const answer = await client.call(account, 'GetRegion', {}, { signal, isRead: true });
  const { success, data } = regionAnswer.safeParse(answer);
  if (!success)
    throw new AppError('apiUnreadable', { params: { action: 'GetRegion', host: new URL(account.apiUrl).host } });
  return toRegions(data.Regions);
}

/** The projects the key can see (GetProjectList). Throws what `UCloudClient.call` throws. */
export async function listProjects(client: UCloudClient, account: ApiAccount, signal: AbortSignal): Promise<Project[]> {
  const answer = await client.call(account, 'GetProjectList', {}, { signal, isRead: true });
  return projectAnswer.parse(answer).ProjectSet.map(({ ProjectId, ProjectName, IsDefault }) => ({
    id: ProjectId,
    name: ProjectName === '' ? ProjectId : ProjectName,
    isDefault: IsDefault,
  }));
}

type Probe = CredentialReport['probes'][number];

/** A backup nobody has: the question is whether the key may ask, not the link. */
const NO_BACKUP = '00000000-0000-0000-0000-000000000000';

/**
 * Says who a key belongs to and which of the calls the product makes it may make, by making them: all of them only read.
 * @param options.projectId as the profile would send it; empty for none.
 * Throws AppError `apiRefused` when the key itself is not accepted (171, 172, 174) or the address is not (294): then no
 * call can succeed. Throws the network codes too: a report of an unreachable cloud would say nothing about the key.
 */
export async function reportCredential(
  client: UCloudClient,
  account: ApiAccount,
  options: { projectId: string },
  signal: AbortSignal,
): Promise<CredentialReport> {
  const probes: Probe[] = [];
  const ask = async <T>(action: string, run: () => Promise<T>, otherwise: T): Promise<T> => {
    const { probe, value } = await tryAction(action, run);
    probes.push(probe);
    return value ?? otherwise;
  };
  const call = (action: string, params: Params = {}) => client.call(account, action, params, { signal, isRead: true });

  const { owner, company } = await ask('GetUserInfo', async () => ownerOf(await call('GetUserInfo')), NOBODY);
  const regions = await ask('GetRegion', () => listRegions(client, account, signal), []);
  const projects = await ask('GetProjectList', () => listProjects(client, account, signal), []);

  const region = regions.find(({ isDefault }) => isDefault) ?? regions[0];
  if (region !== undefined) {
    const place = { Region: region.id, ProjectId: options.projectId };
    const first = { ...place, Offset: 0, Limit: 1 };
    await ask('DescribeUMem', () => call('DescribeUMem', { ...first, Protocol: 'redis' }), {});
    await ask('DescribeURedisGroup', () => call('DescribeURedisGroup', first), {});
    const { probe } = await tryAction('DescribeURedisBackupURL', () =>
      call('DescribeURedisBackupURL', { ...place, BackupId: NO_BACKUP }),
    );
    probes.push(asPermission(probe));
  }
  return { owner, company, regionCount: regions.length, projectCount: projects.length, probes };
}

const NOBODY = { owner: '', company: '' };

/** GetUserInfo is not on the documentation site; its fields are those of ucloud-sdk-go. */
function ownerOf(answer: unknown): typeof NOBODY {
  const [user] = userAnswer.parse(answer).DataSet;
  return user === undefined ? NOBODY : { owner: user.UserEmail || user.UserName, company: user.CompanyName };
}

async function tryAction<T>(action: string, run: () => Promise<T>): Promise<{ probe: Probe; value?: T }> {
  try {
    return { value: await run(), probe: { action, outcome: 'allowed', retCode: 0 } };
  } catch (error) {
    const retCode = retCodeOf(error);
    if (retCode === undefined || saysItAll(retCode)) throw error;
    const isRefusal = meaningOf(retCode).class === 'policy';
    return { probe: { action, outcome: isRefusal ? 'refused' : 'failed', retCode } };
  }
}

function retCodeOf(error: unknown): number | undefined {
  if (!isAppError(error, 'apiRefused')) return undefined;
  return Number(error.data.params['retCode']);
}

/** Whether a refusal concerns the key or this machine, so that every other call would meet it too. */
function saysItAll(retCode: number): boolean {
  return meaningOf(retCode).class === 'credential' || retCode === 294;
}

/** Permissions are checked by the gateway: where the Redis service itself complains of the backup, the key may ask. */
function asPermission(probe: Probe): Probe {
  const isProducts = probe.outcome === 'failed' && meaningOf(probe.retCode).class === 'product';
  return isProducts ? { ...probe, outcome: 'allowed', retCode: 0 } : probe;
}
