import { describe, expect, it } from 'vitest';
import type { Download } from '#shared/models/download.ts';
import type { ReportEntry } from '#shared/models/kept-report.ts';
import { testRef } from '#shared/test-rows.ts';
import { historyRows } from './rows.ts';

const REF = testRef({ zoneId: 'cn-bj2-02', instanceId: 'uredis-made-up', backupId: 'backup-made-up' });

const report = (id: string, over: Partial<ReportEntry> = {}): ReportEntry => ({
  id,
  file: { folder: '/backups', name: `${id}.rdb`, sizeBytes: 10, modifiedAt: 1 },
  source: { kind: 'file' },
  checkedAt: 5,
  verdict: 'valid',
  damage: null,
  keyCount: 7,
  presence: 'there',
  ...over,
});

const download = (id: string, state: Download['state']): Download => ({
  id,
  ref: REF,
  profileName: 'orders',
  fileName: `${id}.rdb`,
  folder: '/backups',
  host: '',
  state,
  receivedBytes: 10,
  totalBytes: 10,
  checkedBytes: 10,
  bytesPerSecond: 0,
  secondsLeft: null,
  renewals: 0,
  addedAt: 1,
  isInterrupted: false,
  waitsForUnlock: false,
  usesPrivateLink: false,
  activityCount: 0,
  turn: 1,
  setId: '',
});
const DONE: Download['state'] = { status: 'done', checks: [], finishedAt: 9 };

describe('the history', () => {
  it('lists what was checked and what was downloaded, with where it came from', () => {
    const rows = historyRows([report('a', { presence: 'gone' })], [download('b', DONE)]);
    expect(rows).toMatchObject([
      { fileName: 'a.rdb', verdict: 'valid', keyCount: 7, origin: null, presence: 'gone', at: 5 },
      { fileName: 'b.rdb', verdict: 'unchecked', origin: { profileName: 'orders' }, presence: null, at: 9 },
    ]);
  });

  it('tells of a download once: by its report, wherever its file lies now', () => {
    const source = { kind: 'download', downloadId: 'b', ref: REF, profileName: 'orders' } as const;
    const moved = report('moved', { source });
    expect(historyRows([moved], [download('b', DONE)])).toMatchObject([{ id: 'report moved', download: { id: 'b' } }]);
    expect(historyRows([report('b')], [download('b', DONE)]).map(({ id }) => id)).toEqual(['report b']);
  });

  it('tells a damaged backup from what is none', () => {
    const [cut, page] = historyRows(
      [
        report('cut', { verdict: 'corrupt', damage: 'truncated' }),
        report('page', { verdict: 'corrupt', damage: 'htmlPage' }),
      ],
      [],
    );
    expect([cut?.verdict, page?.verdict]).toEqual(['corrupt', 'notABackup']);
  });

  it('keeps its hands off a download that is not finished, whatever report there is of an earlier try', () => {
    const source = { kind: 'download', downloadId: 'b', ref: REF, profileName: 'orders' } as const;
    const failed = download('b', { status: 'failed', error: { code: 'timeout', params: {}, retryable: true } });
    expect(historyRows([report('x', { source })], [failed])).toMatchObject([{ id: 'report x', download: null }]);
  });

  it('leaves out what is not finished', () => {
    expect(historyRows([], [download('b', { status: 'queued' }), download('c', { status: 'checking' })])).toEqual([]);
  });
});
