import { randomUUID } from 'node:crypto';
import { createBackupJobs, type BackupJobs } from '#core/backups/backup-jobs.ts';
import { createBrowser, type Browser } from '#core/backups/browser.ts';
import { createLinkKeeper, type LinkKeeper } from '#core/backups/link-keeper.ts';
import {
  browseDocument,
  createBrowseMemory,
  NOTHING_REMEMBERED,
  type BrowseMemoryKeeper,
} from '#core/backups/memory.ts';
import { NO_JOBS, storedJobs } from '#core/backups/stored-jobs.ts';
import { systemClock as clock } from '#core/clock.ts';
import { openDocument } from '#core/documents/document.ts';
import type { JsonFile, Logger } from '#core/ports.ts';
import type { SettingsService } from '#core/settings/settings.ts';
import type { UCloudClient } from '#core/ucloud/client.ts';
import type { Accounts } from '#core/vault/accounts.ts';
import type { ProfileStore } from '#core/vault/profile-store.ts';
import { offersWriteActions } from '#shared/write-actions.ts';
import type { EventEmitter } from './ipc/events.ts';

/** The part of the composition root that is about instances, their backups and the links to these. */
export function createBrowseServices(options: {
  client: UCloudClient;
  accounts: Accounts;
  store: ProfileStore;
  settings: SettingsService;
  events: EventEmitter;
  logger: Logger;
  jsonFile: (name: string) => JsonFile;
  isPractice: (profileId: string) => boolean;
}): {
  browser: Browser;
  browseMemory: BrowseMemoryKeeper;
  backupJobs: BackupJobs;
  links: LinkKeeper;
  damagedFiles: string[];
} {
  const { client, accounts, store, settings, events, logger, jsonFile, isPractice } = options;
  const accountOf = (profileId: string) => accounts.of(profileId);
  const browseFile = openDocument({ file: jsonFile('browse'), schema: browseDocument, initial: NOTHING_REMEMBERED });
  const jobsFile = openDocument({ file: jsonFile('backup-jobs'), schema: storedJobs, initial: NO_JOBS });
  return {
    browser: createBrowser({ client, clock, accountOf }),
    browseMemory: createBrowseMemory({ document: browseFile, clock }),
    backupJobs: createBackupJobs({
      client,
      clock,
      logger,
      accountOf,
      newId: randomUUID,
      document: jobsFile,
      mayWrite: (id) => {
        const { environment } = store.get(id).details;
        return offersWriteActions(settings.get(), { id, environment });
      },
      // The practice cloud begins anew with each start of the app.
      isLasting: (id) => !isPractice(id),
      onChange: (jobs) => events.emit('backupJobsChanged', { jobs: [...jobs] }),
    }),
    links: createLinkKeeper({ client, clock, newId: randomUUID, accountOf: (id, how) => accounts.of(id, how) }),
    damagedFiles: [browseFile.damagedFile, jobsFile.damagedFile],
  };
}
