import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import path from 'node:path';
import { app, safeStorage } from 'electron';
import type { BackupJobs } from '#core/backups/backup-jobs.ts';
import type { Browser } from '#core/backups/browser.ts';
import type { BrowseMemoryKeeper } from '#core/backups/memory.ts';
import { isUnderWay } from '#core/backups/job-steps.ts';
import type { LinkKeeper } from '#core/backups/link-keeper.ts';
import { systemClock as clock } from '#core/clock.ts';
import { openDocument } from '#core/documents/document.ts';
import type { DownloadSets } from '#core/downloads/sets.ts';
import type { DownloadsService } from '#core/downloads/service.ts';
import { NO_DOWNLOADS, storedQueue } from '#core/downloads/stored-queue.ts';
import type { Peek } from '#core/peek/peek.ts';
import type { Logger } from '#core/ports.ts';
import { createImports, type ImportsService } from '#core/imports/imports.ts';
import type { NetworkService } from '#core/network/network.ts';
import { createPracticeHost, type PracticeHost } from '#core/practice/host.ts';
import { startPracticeWorker } from '#core/practice/worker-thread.ts';
import { completeSettings, createSettings, INITIAL_SETTINGS, type SettingsService } from '#core/settings/settings.ts';
import { createExport, type ExportProfiles } from '#core/transfer/export.ts';
import { createTransferImport, type TransferImport } from '#core/transfer/import.ts';
import { createUCloudClient, type UCloudClient } from '#core/ucloud/client.ts';
import { publicApiUrl } from '#core/ucloud/clouds.ts';
import { createAccounts, type Accounts } from '#core/vault/accounts.ts';
import { createAttempts } from '#core/vault/attempts.ts';
import { lockWhenIdle } from '#core/vault/auto-lock.ts';
import { createPasswordVault } from '#core/vault/password-vault.ts';
import { createProfileStore } from '#core/vault/profile-store.ts';
import { createProfiles, type ProfilesService } from '#core/vault/profiles.ts';
import { createSecretKeeper, type SecretKeeper } from '#core/vault/secrets.ts';
import { migrateProfiles, NO_PROFILES, storedProfiles } from '#core/vault/stored-profiles.ts';
import { createVault, type VaultService } from '#core/vault/vault.ts';
import { hasEnded } from '#shared/download-totals.ts';
import type { Profile } from '#shared/models/profile.ts';
import { settings as settingsSchema } from '#shared/models/settings.ts';
import { createBrowseServices } from './browse-services.ts';
import { createDownloadServices } from './download-services.ts';
import type { EventEmitter } from './ipc/events.ts';
import { createNetworkServices } from './network-services.ts';
import { createReportServices, type ReportServices } from './report-services.ts';
import type { DownloadSignals } from './shell/download-signals.ts';
import { createJsonFile } from './shell/json-file.ts';
import { createKeychainBox } from './shell/keychain-box.ts';
import { idleSeconds, onLeaving } from './shell/power.ts';
import { chooseProfileFile, chooseProfileTarget } from './shell/transfer-dialogs.ts';

/** So quick that a person sees the bar move, so slow that there is something to see. */
const PRACTICE_BYTES_PER_SECOND = 12_000_000;

export interface Services extends ReportServices {
  readonly settings: SettingsService;
  readonly secrets: SecretKeeper;
  readonly vault: VaultService;
  readonly network: NetworkService;
  readonly profiles: ProfilesService;
  readonly accounts: Accounts;
  readonly practice: PracticeHost;
  readonly client: UCloudClient;
  readonly browser: Browser;
  readonly browseMemory: BrowseMemoryKeeper;
  readonly backupJobs: BackupJobs;
  readonly links: LinkKeeper;
  readonly downloads: DownloadsService;
  readonly downloadSets: DownloadSets;
  readonly peek: Peek;
  readonly imports: ImportsService;
  readonly exportProfiles: ExportProfiles;
  readonly transferImport: TransferImport;
  readonly defaultDownloadsFolder: string;
  /** Where a profile's files go. */
  readonly downloadsFolder: (profileId: string) => string;
  /** What a test of the network reaches: the API of the profile in use, UCloud's where there is none. */
  readonly testUrl: () => string;
  /** Empty where there is no profile yet. */
  readonly activeProfileName: () => string;
  /** The dated names of files that were damaged when the app started. */
  readonly damagedFiles: readonly string[];
  /** Ends everything for good; for quitting. */
  close(): Promise<void>;
}

/** Builds the product out of core services and their real adapters. Call when the app is ready. */
export function createServices(options: {
  logger: Logger;
  events: EventEmitter;
  /** Where files land whatever the settings say; empty for the settings to decide. */
  downloadsDir: string;
  signals: DownloadSignals;
}): Services {
  const { logger, events, downloadsDir, signals } = options;
  const defaultDownloadsFolder = downloadsDir || app.getPath('downloads');
  const jsonFile = (name: string) => createJsonFile({ folder: app.getPath('userData'), name, now: () => clock.now() });

  const settingsDocument = openDocument({
    file: jsonFile('settings'),
    schema: settingsSchema,
    initial: INITIAL_SETTINGS,
    migrate: completeSettings,
  });
  const settings = createSettings({
    document: settingsDocument,
    onChange(changed) {
      events.emit('settingsChanged', { settings: changed });
      downloads.settingsChanged();
    },
  });

  const profilesDocument = openDocument({
    file: jsonFile('profiles'),
    schema: storedProfiles,
    initial: NO_PROFILES,
    migrate: migrateProfiles,
  });
  const store = createProfileStore(profilesDocument);
  const onProfiles = (all: Profile[]): void => events.emit('profilesChanged', { profiles: all });
  const onVault = (): void => {
    void vault.state().then((state) => events.emit('vaultChanged', { state }));
    void profiles.list().then(onProfiles);
    if (passwordVault.isLocked()) return;
    downloads.obstaclePassed('key');
    backupJobs.wake();
  };
  const box = createKeychainBox(safeStorage, process.platform);
  const attempts = createAttempts(clock);
  const passwordVault = createPasswordVault({ lockNow: () => store.guard().passwordLock, attempts, onChange: onVault });
  const secrets = createSecretKeeper({
    box,
    vault: passwordVault,
    protection: () => store.guard().protection,
    onUnreadable: () => void profiles.list().then(onProfiles),
  });
  const { network, sessions, networkDocument } = createNetworkServices({ file: jsonFile('network'), secrets, clock });
  const carryOther = () => network.carryPassword();
  const vault = createVault({ store, secrets, vault: passwordVault, box, attempts, carryOther, onChange: onVault });
  const closing = new AbortController();
  onLeaving(() => vault.lock());
  void lockWhenIdle({
    clock,
    afterMinutes: () => settings.get().autoLockMinutes,
    idleSeconds,
    lock: () => vault.lock(),
    signal: closing.signal,
  });
  const profiles = createProfiles({
    store,
    secrets,
    clock,
    newId: randomUUID,
    onChange(all) {
      onProfiles(all);
      downloads.obstaclePassed('key');
      backupJobs.wake();
    },
  });

  const imports = createImports({
    platform: process.platform,
    environment: process.env,
    homeFolder: homedir(),
    profiles,
    store,
    clock,
    newId: randomUUID,
  });

  const exportProfiles = createExport({ store, secrets, clock, chooseTarget: chooseProfileTarget });
  const transferImport = createTransferImport({
    store,
    secrets,
    profiles,
    clock,
    newId: randomUUID,
    chooseFile: chooseProfileFile,
  });

  const isPractice = (profileId: string): boolean =>
    store.all().some(({ id, details }) => id === profileId && details.cloud.kind === 'practice');
  const practice = createPracticeHost({
    start: () =>
      startPracticeWorker(path.join(import.meta.dirname, 'practice-worker.js'), {
        bytesPerSecondPerConnection: PRACTICE_BYTES_PER_SECOND,
      }),
    isNeeded: () =>
      isPractice(settings.get().activeProfileId || (store.all()[0]?.id ?? '')) ||
      downloads.snapshot().some((each) => !hasEnded(each) && isPractice(each.ref.profileId)) ||
      backupJobs.list().some((job) => isUnderWay(job) && isPractice(job.instance.profileId)),
  });
  const accounts = createAccounts({ store, secrets, practice: () => practice.access() });

  // Sessions of their own: nothing on disk, no cookies, and Chromium's limit of six connections per host for each.
  const client = createUCloudClient({
    transport: sessions.transport('api'),
    clock,
    logger,
    userAgent: `Backhaul/${app.getVersion()}`,
  });
  const sources = { client, accounts, store, settings, events, logger, jsonFile, isPractice };
  const { browser, browseMemory, backupJobs, links, ...browsing } = createBrowseServices(sources);
  const reportServices = createReportServices({ logger, events });
  const downloadsDocument = openDocument({ file: jsonFile('downloads'), schema: storedQueue, initial: NO_DOWNLOADS });
  const folder = (profileId: string): string =>
    settings.get().profileFolders[profileId] ??
    (downloadsDir || settings.get().downloadsFolder || defaultDownloadsFolder);
  const { downloads, downloadSets, peek, wakeUps } = createDownloadServices({
    logger,
    events,
    signals,
    settings,
    store,
    links,
    folder,
    sessions,
    document: downloadsDocument,
    reports: reportServices.reports,
    isLocked: (profileId) => passwordVault.isLocked() && !isPractice(profileId),
    onEnded: () => void practice.stopIfIdle(),
    signal: closing.signal,
  });

  const activeProfile = () => store.all().find(({ id }) => id === settings.get().activeProfileId) ?? store.all()[0];

  return {
    settings,
    secrets,
    vault,
    network,
    profiles,
    accounts,
    practice,
    client,
    browser,
    browseMemory,
    backupJobs,
    links,
    downloads,
    downloadSets,
    ...reportServices,
    peek,
    imports,
    exportProfiles,
    transferImport,
    defaultDownloadsFolder,
    downloadsFolder: folder,
    testUrl: () => publicApiUrl(activeProfile()?.details.cloud),
    activeProfileName: () => activeProfile()?.details.name ?? '',
    damagedFiles: [settingsDocument, profilesDocument, downloadsDocument, networkDocument]
      .map(({ damagedFile }) => damagedFile)
      .concat(browsing.damagedFiles)
      .filter((name) => name !== ''),
    async close() {
      wakeUps.stop();
      reportServices.fileChecks.close();
      backupJobs.close();
      await Promise.all([reportServices.testRestore.close(), downloads.closeAll()]);
      await downloadSets.settled();
      await practice.stop();
      imports.close();
      transferImport.close();
      closing.abort();
      vault.lock();
      secrets.forgetAll();
    },
  };
}
