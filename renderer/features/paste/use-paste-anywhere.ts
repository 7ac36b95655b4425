import { useEffect } from 'react';
import { openDialogs } from '../../components/open-dialogs.ts';

/**
 * Text that is pasted or dropped where nothing takes it is looked through. What is meant for a field, or for a dialog
 * that is open, stays theirs.
 */
export function usePasteAnywhere(onText: (text: string) => void): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => take(event, event.clipboardData);
    const onDrop = (event: DragEvent): void => take(event, event.dataTransfer);
    const take = (event: Event, data: DataTransfer | null): void => {
      const text = data?.getData('text/plain') ?? '';
      if (isTheirs(event.target) || text.trim() === '') return;
      event.preventDefault();
      onText(text);
    };
    const onDragOver = (event: DragEvent): void => {
      if (isTheirs(event.target) || event.dataTransfer?.types.includes('text/plain') !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    };
    document.addEventListener('paste', onPaste);
    document.addEventListener('dragover', onDragOver);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('paste', onPaste);
      document.removeEventListener('dragover', onDragOver);
      document.removeEventListener('drop', onDrop);
    };
  }, [onText]);
}

function isTheirs(target: EventTarget | null): boolean {
  const element = target instanceof Element ? target : undefined;
  const isField = element?.closest('input, textarea, [contenteditable="true"]') ?? null;
  const isBehindDialog = openDialogs().some((dialog) => dialog.querySelector('[data-takes-text]') === null);
  return isField !== null || isBehindDialog;
}
