import path from 'node:path';
import { app, clipboard, ipcMain, nativeTheme, session, shell, type BrowserWindow } from 'electron';
import { systemClock as clock } from '#core/clock.ts';
import { openDocument } from '#core/documents/document.ts';
import { createHandlers } from './handlers.ts';
import { createEventEmitter } from './ipc/events.ts';
import { createRateLimit } from './ipc/rate-limit.ts';
import { registerCalls } from './ipc/router.ts';
import { createTrustedSenderCheck } from './ipc/trusted-sender.ts';
import { createServices, type Services } from './services.ts';
import { isChineseSystem } from './shell/app-info.ts';
import { registerPageScheme, servePage } from './shell/app-protocol.ts';
import { mayRunUnsandboxed, mustRefuseToStart, readSwitches } from './shell/command-line.ts';
import { createDownloadSignals } from './shell/download-signals.ts';
import { createJsonFile } from './shell/json-file.ts';
import { closeOnQuit, failToStart } from './shell/life-cycle.ts';
import { lockSession, lockWebContents } from './shell/lockdown.ts';
import { createLogger } from './shell/logger.ts';
import { setMenu } from './shell/menu.ts';
import { isOwnPage } from './shell/page.ts';
import { guardQuit } from './shell/quit-guard.ts';
import { createSecretClipboard } from './shell/secret-clipboard.ts';
import { openWindow } from './shell/window.ts';
import { NO_PLACE, windowPlace } from './shell/window-place.ts';

const build = { isPackaged: app.isPackaged, isTestBuild: __TEST_BUILD__ };
const switches = readSwitches({ ...build, valueOf: (name) => app.commandLine.getSwitchValue(name) });

/** Downloads that a quit would stop, and not merely leave where they are. */
const WOULD_STOP: ReadonlySet<string> = new Set(['queued', 'connecting', 'downloading', 'checking']);

beforeReady();
void app.whenReady().then(start).catch(failToStart);

/** What Electron takes only before it is ready. */
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
  const logger = createLogger({ folder: app.getPath('userData'), isVerbose: false });
  const windows: { main?: BrowserWindow } = {};
  const contents = () => (windows.main?.isDestroyed() === false ? windows.main.webContents : undefined);

  const events = createEventEmitter(
    (channel, message) => contents()?.send(channel, message),
    (event, detail) => logger.error('event broken', { event, detail }),
  );
  const signals = createDownloadSignals({
    window: () => (contents() === undefined ? undefined : windows.main),
    settings: () => services.settings.get(),
    showInFolder: ({ folder, fileName }) => shell.showItemInFolder(path.join(folder, fileName)),
  });
  const services: Services = createServices({ logger, events, downloadsDir: switches.downloadsDir, signals });
  const secretClipboard = createSecretClipboard(clipboard, clock);

  ipcMain.removeAllListeners('electron-store-get-data'); // electron-store answers any page; ours has no use for it.
  registerCalls({
    listen: (channel, listener) => ipcMain.handle(channel, listener),
    isTrusted: createTrustedSenderCheck({ owner: contents, isOwnPage }),
    isWithinRate: createRateLimit({ clock, capacity: 100, perSecond: 20 }),
    logger,
    handlers: createHandlers(services, {
      events,
      clipboard: secretClipboard,
      hasPseudoTexts: switches.hasPseudoTexts,
    }),
  });

  const page = session.fromPartition('page', { cache: false });
  lockSession(page);
  servePage(page, path.join(import.meta.dirname, '../renderer'));
  const place = openDocument({
    file: createJsonFile({ folder: app.getPath('userData'), name: 'window', now: () => clock.now() }),
    schema: windowPlace,
    initial: NO_PLACE,
  });
  const watchClosing = guardQuit({
    window: () => (contents() === undefined ? undefined : windows.main),
    atWork: () => services.downloads.snapshot().filter(({ state }) => WOULD_STOP.has(state.status)).length,
    settings: () => services.settings.get(),
    stopAsking: () => services.settings.change({ asksBeforeQuitting: false }),
  });
  const open = () => {
    windows.main = openWindow({
      session: page,
      preload: path.join(import.meta.dirname, '../preload/preload.cjs'),
      icon: path.join(import.meta.dirname, '../../build/icons/256x256.png'),
      isDark: nativeTheme.shouldUseDarkColors,
      hasDeveloperTools: !app.isPackaged,
      place,
    });
    watchClosing(windows.main);
  };
  open();
  setMenu(process.platform, {
    language: isChineseSystem() ? 'zh-CN' : 'en',
    desktop: { 'vault.lock': () => services.vault.lock() },
    askPage: (commandId) => (contents() === undefined ? open() : events.emit('commandChosen', { commandId })),
  });

  app.on('activate', () => {
    if (contents() === undefined) open();
  });
  app.on('second-instance', () => {
    if (windows.main?.isMinimized() === true) windows.main.restore();
    windows.main?.focus();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  closeOnQuit([() => secretClipboard.clearSecret(), () => services.close()]);
}
