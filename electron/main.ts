import { randomUUID } from 'node:crypto';
import path from 'node:path';
import {
  app,
  clipboard,
  dialog,
  ipcMain,
  nativeTheme,
  safeStorage,
  session,
  shell,
  type BrowserWindow,
} from 'electron';
import { createLinkKeeper } from '#core/backups/link-keeper.ts';
import { systemClock as clock } from '#core/clock.ts';
import { openDocument } from '#core/documents/document.ts';
import { admitLink } from '#core/downloads/link-policy.ts';
import { createDownloads } from '#core/downloads/service.ts';
import { createPracticeHost } from '#core/practice/host.ts';
import { startPracticeCloud } from '#core/practice/server.ts';
import { createSettings, INITIAL_SETTINGS } from '#core/settings/settings.ts';
import { createUCloudClient } from '#core/ucloud/client.ts';
import { resolveCloud } from '#core/ucloud/clouds.ts';
import { createAccounts } from '#core/vault/accounts.ts';
import { createProfileStore } from '#core/vault/profile-store.ts';
import { createProfiles } from '#core/vault/profiles.ts';
import { createSecretKeeper } from '#core/vault/secrets.ts';
import { NO_PROFILES, storedProfiles } from '#core/vault/stored-profiles.ts';
import type { Profile } from '#shared/models/profile.ts';
import { settings as settingsSchema } from '#shared/models/settings.ts';
import { accountHandlers } from './ipc/account.ts';
import { appHandlers } from './ipc/app.ts';
import { downloadsHandlers } from './ipc/downloads.ts';
import { createEventEmitter } from './ipc/events.ts';
import { linksHandlers } from './ipc/links.ts';
import { practiceHandlers } from './ipc/practice.ts';
import { profilesHandlers } from './ipc/profiles.ts';
import { createRateLimit } from './ipc/rate-limit.ts';
import { registerCalls } from './ipc/router.ts';
import { settingsHandlers } from './ipc/settings.ts';
import { createTrustedSenderCheck } from './ipc/trusted-sender.ts';
import { describeApp } from './shell/app-info.ts';
import { registerPageScheme, servePage } from './shell/app-protocol.ts';
import { createChromiumTransport } from './shell/chromium-transport.ts';
import { mayRunUnsandboxed, mustRefuseToStart, readSwitches } from './shell/command-line.ts';
import { externalPage } from './shell/external-pages.ts';
import { createJsonFile } from './shell/json-file.ts';
import { createKeychainBox } from './shell/keychain-box.ts';
import { lockSession, lockWebContents } from './shell/lockdown.ts';
import { createLogger } from './shell/logger.ts';
import { setMenu } from './shell/menu.ts';
import { isOwnPage } from './shell/page.ts';
import { createSecretClipboard } from './shell/secret-clipboard.ts';
import { openWindow } from './shell/window.ts';

/** So quick that a person sees the bar move, so slow that there is something to see. */
const PRACTICE_BYTES_PER_SECOND = 12_000_000;

const build = { isPackaged: app.isPackaged, isTestBuild: __TEST_BUILD__ };
const switches = readSwitches({ ...build, valueOf: (name) => app.commandLine.getSwitchValue(name) });

beforeReady();
void app.whenReady().then(start);

function beforeReady(): void {
  const hasSwitch = (name: string): boolean => app.commandLine.hasSwitch(name);
  if (mustRefuseToStart({ ...build, hasSwitch })) app.exit(1);
  if (switches.userDataDir !== '') app.setPath('userData', path.resolve(switches.userDataDir));
  if (!app.requestSingleInstanceLock()) app.exit(0);
  registerPageScheme();
  if (!mayRunUnsandboxed({ ...build, hasSwitch })) app.enableSandbox();
  lockWebContents();
}

function start(): void {
  const userData = app.getPath('userData');
  const logger = createLogger({ folder: userData, isVerbose: false });
  const jsonFile = (name: string) => createJsonFile({ folder: userData, name, now: () => clock.now() });
  const windows: { main?: BrowserWindow } = {};
  const owner = () => (windows.main?.isDestroyed() === false ? windows.main.webContents : undefined);
  const events = createEventEmitter((channel, message) => owner()?.send(channel, message));

  // Settings and the vault.
  const settingsDocument = openDocument({
    file: jsonFile('settings'),
    schema: settingsSchema,
    initial: INITIAL_SETTINGS,
  });
  const profilesDocument = openDocument({ file: jsonFile('profiles'), schema: storedProfiles, initial: NO_PROFILES });
  ipcMain.removeAllListeners('electron-store-get-data'); // electron-store answers any page; ours has no use for it.
  const settings = createSettings({
    document: settingsDocument,
    onChange: (changed) => events.emit('settingsChanged', { settings: changed }),
  });
  const onProfiles = (all: Profile[]): void => events.emit('profilesChanged', { profiles: all });
  const secrets = createSecretKeeper({
    box: createKeychainBox(safeStorage, process.platform),
    onUnreadable: () => void profiles.list().then(onProfiles),
  });
  const store = createProfileStore(profilesDocument);
  const profiles = createProfiles({ store, secrets, clock, newId: randomUUID, onChange: onProfiles });
  const practice = createPracticeHost({
    start: () => startPracticeCloud({ bytesPerSecondPerConnection: PRACTICE_BYTES_PER_SECOND }),
    isNeeded: () => isPracticeNeeded(),
  });
  const accounts = createAccounts({ store, secrets, practice: () => practice.access() });

  // UCloud and the storage behind it. Two sessions of their own: nothing on disk, no cookies shared with anything.
  const client = createUCloudClient({
    transport: createChromiumTransport(session.fromPartition('api', { cache: false })),
    clock,
    logger,
    userAgent: `Backhaul/${app.getVersion()}`,
  });
  const links = createLinkKeeper({ client, clock, newId: randomUUID, accountOf: (id) => accounts.of(id) });
  const downloads = createDownloads({
    transport: createChromiumTransport(session.fromPartition('downloads', { cache: false })),
    clock,
    logger,
    links,
    newId: randomUUID,
    admit: (url, { profileId }) => {
      const { cloud } = store.get(profileId).details;
      const isLoopbackAllowed = cloud.kind === 'practice' || resolveCloud(cloud).isLoopback;
      return admitLink(url, { isLoopbackAllowed, plainHttpHosts: settings.get().plainHttpHosts });
    },
    folder: () => switches.downloadsDir || settings.get().downloadsFolder || app.getPath('downloads'),
    profileName: (profileId) => store.get(profileId).details.name,
    onChange: (download) => events.emit('downloadChanged', { download }),
    onRemove: (downloadId) => events.emit('downloadRemoved', { downloadId }),
  });

  function isPracticeProfile(profileId: string): boolean {
    return store.all().some(({ id, details }) => id === profileId && details.cloud.kind === 'practice');
  }
  function isPracticeNeeded(): boolean {
    const isUnfinished = (status: string): boolean => status !== 'done' && status !== 'failed';
    return (
      isPracticeProfile(settings.get().activeProfileId) ||
      downloads.snapshot().some(({ state, ref }) => isUnfinished(state.status) && isPracticeProfile(ref.profileId))
    );
  }

  // The window's side.
  const secretClipboard = createSecretClipboard(clipboard, clock);
  registerCalls({
    listen: (channel, listener) => ipcMain.handle(channel, listener),
    isTrusted: createTrustedSenderCheck({ owner, isOwnPage }),
    isWithinRate: createRateLimit({ clock, capacity: 100, perSecond: 20 }),
    logger,
    handlers: {
      app: appHandlers({
        info: () =>
          describeApp({ secrets, damagedFiles: [settingsDocument.damagedFile, profilesDocument.damagedFile] }),
        copyText: (text) => secretClipboard.copy(text),
        openPage: async (page, presetId) => {
          const url = externalPage(page, presetId);
          if (url !== undefined) await shell.openExternal(url);
        },
      }),
      settings: settingsHandlers({
        settings,
        chooseFolder: async (current) => {
          const options = { defaultPath: current, properties: ['openDirectory', 'createDirectory'] as const };
          const { filePaths } = await dialog.showOpenDialog({ ...options, properties: [...options.properties] });
          return filePaths[0] ?? '';
        },
        onActiveProfile: () => void practice.stopIfIdle(),
      }),
      profiles: profilesHandlers({
        profiles,
        accounts,
        client,
        startPractice: async () => {
          const { publicKey } = await practice.access();
          const profile = await profiles.practiceProfile(publicKey);
          settings.change({ activeProfileId: profile.id });
          return profile;
        },
        onRemoved: (profileId) => {
          settings.forgetProfile(profileId);
          void practice.stopIfIdle();
        },
      }),
      account: accountHandlers({ client, accounts }),
      links: linksHandlers({ links, copySecret: (text) => secretClipboard.copySecret(text) }),
      downloads: downloadsHandlers({
        downloads,
        sequence: () => events.sequence(),
        showInFolder: (file) => shell.showItemInFolder(file),
      }),
      practice: practiceHandlers({ practice }),
    },
  });

  const page = session.fromPartition('page', { cache: false });
  lockSession(page);
  servePage(page, path.join(import.meta.dirname, '../renderer'));
  setMenu(process.platform);
  const open = () => {
    windows.main = openWindow({
      session: page,
      preload: path.join(import.meta.dirname, '../preload/preload.cjs'),
      icon: path.join(import.meta.dirname, '../../build/icons/256.png'),
      isDark: nativeTheme.shouldUseDarkColors,
      hasDeveloperTools: !app.isPackaged,
    });
  };
  open();

  app.on('activate', () => {
    if (owner() === undefined) open();
  });
  app.on('second-instance', () => {
    if (windows.main?.isMinimized() === true) windows.main.restore();
    windows.main?.focus();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  closeOnQuit(async () => {
    await downloads.closeAll();
    await secretClipboard.clearSecret();
    await practice.stop();
    secrets.forgetAll();
  });
}

/** Lets the last things end before the process does; a failure in one of them must not keep it alive. */
function closeOnQuit(close: () => Promise<void>): void {
  let isClosed = false;
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void close()
      .catch(() => undefined)
      .finally(() => {
        isClosed = true;
        // Not at once: Electron ignores a quit that comes while it still handles the last one.
        setImmediate(() => app.quit());
      });
  });
}
