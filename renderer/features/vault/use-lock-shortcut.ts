import { useEffect } from 'react';
import { bridge } from '../../bridge.ts';

/** Ctrl or Cmd with Shift and L locks the vault at once, wherever the focus is. */
export function useLockShortcut(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const isShortcut = (event.ctrlKey || event.metaKey) && event.shiftKey && !event.altKey;
      if (!isShortcut || event.key.toLowerCase() !== 'l') return;
      event.preventDefault();
      void bridge.vault.lock();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
