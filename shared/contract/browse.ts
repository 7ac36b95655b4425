import { z } from 'zod';
import { backup, backupCopy, concern, instance, instanceRef, instanceSummary, shard } from '../models/browse.ts';
import { browseMemory, browsePath, knownInstance } from '../models/browse-memory.ts';
import { appErrorData } from '../models/download.ts';
import { call, nothing } from './define.ts';

/** What the window makes up for each list it asks for, so that it can take the question back. */
const requestId = z.string().min(1).max(100);

const profileId = z.string().max(100);
const key = z.string().min(1).max(500);

export const browse = {
  /** The instances of one region. `error`: why the list ends early. */
  instances: call(
    z.strictObject({ requestId, ...instanceRef.pick({ profileId: true, projectId: true, regionId: true }).shape }),
    z.strictObject({ instances: z.array(instance), error: appErrorData.nullable() }),
  ),
  /** All backups of an instance, newest first. `copiesError`: why copies in other regions are not among them. */
  backups: call(
    z.strictObject({ requestId, instance: instanceRef }),
    z.strictObject({
      backups: z.array(backup),
      concerns: z.array(concern),
      error: appErrorData.nullable(),
      copiesError: appErrorData.nullable(),
    }),
  ),
  /** Copies of other regions' backups that a region keeps, newest first. `error`: why the list ends early. */
  copies: call(
    z.strictObject({ requestId, ...instanceRef.pick({ profileId: true, projectId: true, regionId: true }).shape }),
    z.strictObject({ copies: z.array(backupCopy), error: appErrorData.nullable() }),
  ),
  /** What the lists of several instances say of each, in their order. */
  summaries: call(z.strictObject({ requestId, instances: z.array(instanceRef).max(50) }), z.array(instanceSummary)),
  /** The shards of a distributed instance. */
  shards: call(z.strictObject({ requestId, instance: instanceRef }), z.array(shard)),
  /** The ids of an instance's backups whose files are in the profile's folder, whole. */
  onThisMachine: call(instanceRef.pick({ profileId: true, regionId: true, instanceId: true }), z.array(z.string())),
  cancel: call(z.strictObject({ requestId }), nothing),
  /** What is remembered of a profile's browsing. */
  memory: call(z.strictObject({ profileId }), browseMemory),
  /** The instances that lists of any profile held, the newest first, as far as they are remembered. */
  seenInstances: call(nothing, z.array(z.strictObject({ profileId, instance: knownInstance }))),
  rememberPath: call(z.strictObject({ profileId, path: browsePath }), browseMemory),
  setFavourite: call(z.strictObject({ profileId, key, isFavourite: z.boolean() }), browseMemory),
  /** Takes an instance that is gone off the list of those seen before. */
  forget: call(z.strictObject({ profileId, key }), browseMemory),
} as const;
