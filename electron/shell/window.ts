import { BrowserWindow, screen, type Session } from 'electron';
import type { Document } from '#core/documents/document.ts';
import { PAGE_URL } from './page.ts';
import { boundsOnScreens, type WindowPlace } from './window-place.ts';

const SHOWN_ANYWAY_AFTER_MS = 3000;

/** Opens the one window, where it was the last time. It shows itself once it has something to show. */
export function openWindow(options: {
  session: Session;
  preload: string;
  icon: string;
  isDark: boolean;
  hasDeveloperTools: boolean;
  place: Document<WindowPlace>;
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
  keepPlace(window, options.place);
  showWhenReady(window);
  // A page whose process died is a blank window; its state lives in the desktop process, so a new one goes on from there.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload();
  });
  void window.loadURL(PAGE_URL);
  return window;
}

/** At the first picture; where that is never told (some graphics drivers), a while after the page is there. */
function showWhenReady(window: BrowserWindow): void {
  window.once('ready-to-show', () => {
    clearTimeout(timer);
    window.show();
  });
  let timer: NodeJS.Timeout | undefined;
  window.webContents.once('did-finish-load', () => {
    timer = setTimeout(() => {
      if (!window.isDestroyed() && !window.isVisible()) window.show();
    }, SHOWN_ANYWAY_AFTER_MS);
  });
}

function keepPlace(window: BrowserWindow, place: Document<WindowPlace>): void {
  const workAreas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const bounds = boundsOnScreens(place.get(), workAreas);
  if (bounds !== undefined) window.setBounds(bounds);
  if (place.get().isMaximized) window.maximize();
  window.on('close', () => {
    place.set({ version: 1, bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
  });
}
