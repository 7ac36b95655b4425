import { net, powerMonitor } from 'electron';
import type { WakeUps } from '#core/downloads/patience.ts';

/** Electron tells nobody when the network comes back: it has to be asked. */
const LOOK_EVERY_MS = 2000;

/** Says when waiting has become pointless: the machine has woken up, or there is a network again. Call when ready. */
export function createWakeUps(): WakeUps & { stop(): void } {
  const listeners = new Set<() => void>();
  const wake = (): void => {
    for (const listener of listeners) listener();
  };
  let wasOnline = net.isOnline();
  const looking = setInterval(() => {
    const isOnline = net.isOnline();
    if (isOnline && !wasOnline) wake();
    wasOnline = isOnline;
  }, LOOK_EVERY_MS);
  powerMonitor.on('resume', wake);
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      clearInterval(looking);
      powerMonitor.off('resume', wake);
    },
  };
}
