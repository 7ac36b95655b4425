import type { BackupRef } from './models/backup.ts';
import type { Download, DownloadState } from './models/download.ts';

// For tests: a backup and a row of the downloads, of which a test names only what it is about.

export function testRef(given: Partial<BackupRef> = {}): BackupRef {
  return {
    profileId: 'profile-1',
    projectId: '',
    regionId: 'cn-bj2',
    zoneId: '',
    kind: 'masterReplica',
    instanceId: 'uredis-a',
    backupId: 'backup-1',
    shardId: '',
    isCrossZone: false,
    slaveZoneId: '',
    isCrossRegion: false,
    ...given,
  };
}

export function testDownload(state: DownloadState, given: Partial<Download> = {}): Download {
  return {
    id: 'download-1',
    ref: testRef(),
    profileName: '',
    setId: '',
    fileName: '',
    folder: '',
    host: '',
    receivedBytes: 0,
    totalBytes: null,
    checkedBytes: 0,
    bytesPerSecond: 0,
    secondsLeft: null,
    renewals: 0,
    addedAt: 0,
    isInterrupted: false,
    waitsForUnlock: false,
    usesPrivateLink: false,
    activityCount: 0,
    turn: 0,
    ...given,
    state,
  };
}
