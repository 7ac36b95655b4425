import { expect, test } from 'vitest';
import type { DownloadState } from '#shared/models/download.ts';
import type { ReportEntry } from '#shared/models/kept-report.ts';
import { testRef } from '#shared/test-rows.ts';
import { reportOf } from './report-of.ts';

const ref = testRef();
const report = (id: string, name: string, downloadId: string): ReportEntry => ({
  id,
  file: { folder: '/backups', name, sizeBytes: 1, modifiedAt: 1 },
  source: { kind: 'download', downloadId, ref, profileName: '' },
  checkedAt: 1,
  verdict: 'valid',
  damage: null,
  keyCount: 1,
  presence: 'there',
});
const reports = [report('whole', 'a.rdb', 'd'), report('damaged', 'a.rdb.damaged', 'd'), report('other', 'a.rdb', 'e')];
const damaged: DownloadState = {
  status: 'failed',
  error: { code: 'backupDamaged', params: { name: 'a.rdb.damaged' }, retryable: true },
};

test.each<[state: DownloadState, reportId: string | undefined]>([
  [{ status: 'done', checks: [], finishedAt: 1 }, 'whole'],
  [damaged, 'damaged'],
  [{ status: 'downloading' }, undefined],
  [{ status: 'failed', error: { code: 'timeout', params: {}, retryable: true } }, undefined],
])('of a download that is %j the report is %s', (state, reportId) => {
  expect(reportOf({ id: 'd', fileName: 'a.rdb', state }, reports)?.id).toBe(reportId);
});
