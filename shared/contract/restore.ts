import { z } from 'zod';
import { restoreNeeds } from '../models/restore-needs.ts';
import { restorePlan, testRestoreResult } from '../models/test-restore.ts';
import { call, nothing } from './define.ts';

const reportId = z.string().max(100);
/** What the window makes up for each test, so that it can follow it and take it back. */
const requestId = z.string().min(1).max(100);

/** Whether a checked file will restore, told from its report and tried with a server of this machine. */
export const restore = {
  needs: call(z.strictObject({ reportId }), restoreNeeds),
  /** What a test would need, and find here. */
  plan: call(z.strictObject({ reportId }), restorePlan),
  /** Lets a server of this machine load the file, and compares. Progress comes as `restoreProgressed`. */
  test: call(z.strictObject({ requestId, reportId, acceptsTightMemory: z.boolean() }), testRestoreResult),
  cancel: call(z.strictObject({ requestId }), nothing),
} as const;
