import { useEffect } from 'react';
import { VIEWS, type View } from './views.ts';

/** Ctrl or Cmd with a digit goes to a page. */
export function useShortcuts(onView: (view: View) => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const chosen = VIEWS[Number(event.key) - 1];
      if (chosen === undefined) return;
      event.preventDefault();
      onView(chosen.view);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [onView]);
}
