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
  void window.loadURL(PAGE_URL);
  return window;
}
