import { app, dialog, powerMonitor, type BrowserWindow, type MessageBoxOptions } from 'electron';
import type { Settings } from '#shared/models/settings.ts';
import { textsFor } from './texts.ts';

/**
 * Asks before a quit would stop downloads, and says what becomes of them. A system that is shutting down is never kept
 * waiting for an answer.
 * @returns a function that watches a window: where closing it quits, that asks too.
 */
export function guardQuit(options: {
  window: () => BrowserWindow | undefined;
  /** Downloads that would stop. */
  atWork: () => number;
  settings: () => Settings;
  stopAsking: () => void;
}): (window: BrowserWindow) => void {
  let mayQuit = false;
  let isAsking = false;

  const ask = async (): Promise<void> => {
    const texts = textsFor(options.settings());
    const question: MessageBoxOptions = {
      type: 'question',
      message: texts.quitQuestion(options.atWork()),
      detail: texts.quitDetail,
      buttons: [texts.quit, texts.keepDownloading],
      defaultId: 0,
      cancelId: 1,
      checkboxLabel: texts.doNotAsk,
      noLink: true,
    };
    const window = options.window();
    const { response, checkboxChecked } = await (window === undefined
      ? dialog.showMessageBox(question)
      : dialog.showMessageBox(window, question));
    if (response !== 0) return;
    if (checkboxChecked) options.stopAsking();
    mayQuit = true;
    app.quit();
  };
  const guard = (event: { preventDefault(): void }): void => {
    if (mayQuit || !options.settings().asksBeforeQuitting || options.atWork() === 0) return;
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    void ask().finally(() => (isAsking = false));
  };
  const letGo = (): void => {
    mayQuit = true;
  };

  powerMonitor.on('shutdown', letGo);
  // Only macOS has a Quit of its own. Elsewhere people close the window, and what comes without that is the system's
  // wish: a session that ends, or SIGTERM, which Electron turns into a quit before we could hear of it.
  app.on('before-quit', process.platform === 'darwin' ? guard : letGo);
  return (window) => {
    if (process.platform === 'win32') window.on('session-end', letGo).on('query-session-end', letGo);
    if (process.platform !== 'darwin') window.on('close', guard);
  };
}
