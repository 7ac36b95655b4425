import { powerMonitor } from 'electron';

/** Seconds since anybody touched keyboard or mouse, in any application. Call after the app is ready. */
export function idleSeconds(): number {
  return powerMonitor.getSystemIdleTime();
}

/** Calls when the machine goes to sleep or its screen is locked: the moments in which its owner leaves it. */
export function onLeaving(leave: () => void): void {
  powerMonitor.on('suspend', leave);
  powerMonitor.on('lock-screen', leave);
}
