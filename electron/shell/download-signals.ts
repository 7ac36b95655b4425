import { Notification, powerSaveBlocker, type BrowserWindow } from 'electron';
import { totalsOf } from '#shared/download-totals.ts';
import type { Download } from '#shared/models/download.ts';
import type { Settings } from '#shared/models/settings.ts';
import { isVerified } from '#shared/verified.ts';
import { textsFor } from './texts.ts';

export interface DownloadSignals {
  /** One download changed. Cheap: called for every report of every download. */
  changed(download: Download, all: readonly Download[]): void;
  removed(all: readonly Download[]): void;
}

/**
 * What shows of downloads outside the page: the bar in the taskbar or dock, a notification when one has ended and the
 * window is not in front, and the machine kept awake while bytes flow.
 */
export function createDownloadSignals(options: {
  window: () => BrowserWindow | undefined;
  settings: () => Settings;
  showInFolder: (download: Download) => void;
}): DownloadSignals {
  const statuses = new Map<string, Download['state']['status']>();
  let shownPercent = -1;
  let blocker: number | null = null;
  /** Held until they are gone: a notification that is collected as garbage hears no click. */
  const notifications = new Set<Notification>();

  const keepAwake = (isNeeded: boolean): void => {
    if (isNeeded && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
    if (!isNeeded && blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  };
  const showOverall = (all: readonly Download[]): void => {
    const { unfinished, receivedBytes, totalBytes } = totalsOf(all);
    const percent = unfinished === 0 ? -1 : Math.floor((receivedBytes / Math.max(1, totalBytes)) * 100);
    if (percent !== shownPercent) options.window()?.setProgressBar(percent < 0 ? -1 : percent / 100);
    shownPercent = percent;
    keepAwake(all.some(({ state }) => state.status === 'downloading' || state.status === 'checking'));
  };
  const tell = (download: Download): void => {
    const window = options.window();
    if (!options.settings().notifiesOfDownloads || window?.isFocused() === true || !Notification.isSupported()) return;
    const texts = textsFor(options.settings());
    const { state } = download;
    const isDone = state.status === 'done';
    const notification = new Notification({
      title: isDone ? texts[isVerified(state.checks) ? 'verified' : 'completed'] : texts.failed,
      body: isDone ? texts.clickToShow(download.fileName) : texts.clickToSee(download.fileName),
      // Only macOS shows buttons; elsewhere a click anywhere does the same.
      actions: isDone ? [{ type: 'button', text: texts.showInFolder }] : [],
    });
    const open = (): void => (isDone ? options.showInFolder(download) : window?.show());
    notification.on('click', open);
    notification.on('action', open);
    notification.on('close', () => notifications.delete(notification));
    notifications.add(notification);
    notification.show();
  };

  return {
    changed(download, all) {
      const before = statuses.get(download.id);
      const { status } = download.state;
      statuses.set(download.id, status);
      if (before !== undefined && before !== status && (status === 'done' || status === 'failed')) tell(download);
      showOverall(all);
    },
    removed(all) {
      const left = new Set(all.map(({ id }) => id));
      for (const id of statuses.keys()) if (!left.has(id)) statuses.delete(id);
      showOverall(all);
    },
  };
}
