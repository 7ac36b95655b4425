import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import type { Project, Region } from '#shared/models/account.ts';
import type { ApiAccount, UCloudClient } from './client.ts';
import { toRegions } from './regions.ts';
import { flag, id, listOf, text } from './tolerant.ts';

const regionAnswer = z.object({ Regions: z.array(z.unknown()) });
const projectAnswer = z.object({ ProjectSet: listOf(z.object({ ProjectId: id, ProjectName: text, IsDefault: flag })) });

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
