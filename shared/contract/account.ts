import { z } from 'zod';
import { project, region } from '../models/account.ts';
import { call } from './define.ts';

export const account = {
  regions: call(z.strictObject({ profileId: z.string().max(100) }), z.array(region)),
  projects: call(z.strictObject({ profileId: z.string().max(100) }), z.array(project)),
} as const;
