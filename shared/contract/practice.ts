import { z } from 'zod';
import { practiceBackup } from '../models/practice.ts';
import { call, nothing } from './define.ts';

export const practice = {
  /** What there is to rehearse with; starts the practice cloud when it does not run. */
  backups: call(nothing, z.array(practiceBackup)),
} as const;
