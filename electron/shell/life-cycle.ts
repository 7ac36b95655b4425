import { app, dialog } from 'electron';
import { redact } from '#core/logging/redact.ts';

/** Long enough for files to be closed, short enough that nobody waits for a hung disk or an unanswered keychain. */
const CLOSING_LIMIT_MS = 5000;

/** Lets the last things end before the process does. One that fails or hangs keeps neither the others nor the quit. */
export function closeOnQuit(lastThings: readonly (() => Promise<void>)[]): void {
  let isClosed = false;
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    const limit = new Promise((resolve) => setTimeout(resolve, CLOSING_LIMIT_MS));
    void Promise.race([Promise.allSettled(lastThings.map((close) => close())), limit]).finally(() => {
      isClosed = true;
      // Not at once: Electron ignores a quit that comes while it still handles the last one.
      setImmediate(() => app.quit());
    });
  });
}

/** Without a window there is only the system's own dialog to say why. English: the settings may be what failed. */
export function failToStart(error: unknown): void {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  dialog.showErrorBox(
    'Backhaul could not start',
    `Its data folder may not be readable or writable: ${app.getPath('userData')}\n\n${redact(text)}`,
  );
  app.exit(1);
}
