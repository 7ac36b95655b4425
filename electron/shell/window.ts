import { BrowserWindow, type Session } from 'electron';
import { PAGE_URL } from './page.ts';

/** Opens the one window. It shows itself once it has something to show. */
export function openWindow(options: {
  session: Session;
  preload: string;
  icon: string;
  isDark: boolean;
  hasDeveloperTools: boolean;
}): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 820,
    minWidth: 900,
    minHeight: 600,
    useContentSize: true,
    show: false,
    title: 'Backhaul',
    icon: options.icon,
    autoHideMenuBar: true,
    backgroundColor: options.isDark ? '#14181b' : '#f7f8f9',
    webPreferences: {
      session: options.session,
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: options.hasDeveloperTools,
    },
  });
  window.once('ready-to-show', () => window.show());
  // A page whose process died is a blank window; its state lives in the desktop process, so a new one goes on from there.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload();
  });
  void window.loadURL(PAGE_URL);
  return window;
}
