import { app } from 'electron';

/** Lets the last things end before the process does; a failure in one of them must not keep it alive. */
export function closeOnQuit(close: () => Promise<void>): void {
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
