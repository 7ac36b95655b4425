import { z } from 'zod';
import { practiceBackup } from '../models/practice.ts';
import { call, nothing } from './define.ts';

export const practice = {
  /** What there is to rehearse with. Fails with `practiceUnavailable` unless the practice profile is in use. */
  backups: call(nothing, z.array(practiceBackup)),
} as const;
