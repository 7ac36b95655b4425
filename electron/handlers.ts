import path from 'node:path';
import { shell } from 'electron';
import { systemClock as clock } from '#core/clock.ts';
import { describeFile } from '#core/reports/report-store.ts';
import type { AllHandlers } from '#shared/contract/index.ts';
import { accountHandlers } from './ipc/account.ts';
import { appHandlers } from './ipc/app.ts';
import { backupJobsHandlers } from './ipc/backup-jobs.ts';
import { browseHandlers } from './ipc/browse.ts';
import { checksHandlers } from './ipc/checks.ts';
import { downloadsHandlers } from './ipc/downloads.ts';
import { comparisonHandlers } from './ipc/comparison.ts';
import type { EventEmitter } from './ipc/events.ts';
import { importsHandlers } from './ipc/imports.ts';
import { linksHandlers } from './ipc/links.ts';
import { networkHandlers } from './ipc/network.ts';
import { pasteHandlers } from './ipc/paste.ts';
import { peekHandlers } from './ipc/peek.ts';
import { practiceHandlers } from './ipc/practice.ts';
import { profilesHandlers } from './ipc/profiles.ts';
import { restoreHandlers } from './ipc/restore.ts';
import { settingsHandlers } from './ipc/settings.ts';
import { transferHandlers } from './ipc/transfer.ts';
import { vaultHandlers } from './ipc/vault.ts';
import type { Services } from './services.ts';
import { describeApp } from './shell/app-info.ts';
import { externalPage } from './shell/external-pages.ts';
import { chooseFiles, openDialog } from './shell/file-dialogs.ts';
import type { SecretClipboard } from './shell/secret-clipboard.ts';

/** Ties every call of the contract to the service that answers it. */
export function createHandlers(
  services: Services,
  surroundings: { events: EventEmitter; clipboard: SecretClipboard; hasPseudoTexts: boolean },
): AllHandlers {
  const { settings, secrets, profiles, accounts, practice, client, links, downloads, damagedFiles, imports } = services;
  const { events, clipboard, hasPseudoTexts } = surroundings;
  return {
    app: appHandlers({
      info: () => {
        const { defaultDownloadsFolder } = services;
        return describeApp({ secrets, damagedFiles, defaultDownloadsFolder, hasPseudoTexts });
      },
      copyText: (text) => clipboard.copy(text),
      openPage: async (page, presetId) => {
        const url = externalPage(page, presetId);
        if (url !== undefined) await shell.openExternal(url);
      },
    }),
    settings: settingsHandlers({
      settings,
      chooseFolder,
      onActiveProfile: (profileId) => {
        void profiles.markUsed(profileId);
        void practice.stopIfIdle();
      },
      activeProfileName: services.activeProfileName,
      now: () => clock.now(),
    }),
    profiles: profilesHandlers({
      profiles,
      accounts,
      client,
      startPractice: async () => {
        const { publicKey } = await practice.access();
        const profile = await profiles.practiceProfile(publicKey);
        settings.change({ activeProfileId: profile.id });
        await profiles.markUsed(profile.id);
        return profile;
      },
      onRemoved: (profileId) => {
        settings.forgetProfile(profileId);
        services.browseMemory.forgetProfile(profileId);
        services.backupJobs.forgetProfile(profileId);
        void practice.stopIfIdle();
      },
      onRestored: (profileId) => {
        settings.recallProfile(profileId);
        services.browseMemory.recallProfile(profileId);
      },
      onProbe: (testId, probe) => events.emit('actionProbed', { testId, probe }),
    }),
    account: accountHandlers({ client, accounts }),
    browse: browseHandlers(services),
    backupJobs: backupJobsHandlers(services),
    links: linksHandlers({
      links,
      copySecret: (text) => clipboard.copySecret(text),
      isLocked: async () => (await services.vault.state()).isLocked,
    }),
    downloads: downloadsHandlers({
      downloads,
      downloadSets: services.downloadSets,
      sequence: () => events.sequence(),
      showInFolder: (file) => shell.showItemInFolder(file),
      folderOf: services.downloadsFolder,
      openFolder: (folder) => shell.openPath(folder),
    }),
    checks: checksHandlers({
      ...services,
      sequence: () => events.sequence(),
      chooseFiles,
      showReportedFile: async (reportId) => {
        const { file } = await services.reports.get(reportId);
        const place = path.join(file.folder, file.name);
        await describeFile(place);
        shell.showItemInFolder(place);
      },
    }),
    paste: pasteHandlers({ links }),
    peek: peekHandlers(services),
    restore: restoreHandlers(services),
    comparison: comparisonHandlers(services),
    practice: practiceHandlers({ practice }),
    network: networkHandlers({ network: services.network, testUrl: services.testUrl }),
    vault: vaultHandlers(services),
    imports: importsHandlers({ imports }),
    transfer: transferHandlers(services),
  };
}

/** The system's folder dialog; empty when the user backed out. */
async function chooseFolder(current: string): Promise<string> {
  const [folder = ''] = await openDialog({
    ...(current === '' ? {} : { defaultPath: current }),
    properties: ['openDirectory', 'createDirectory'],
  });
  return folder;
}
