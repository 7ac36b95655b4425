import { useRef, useState, type PointerEvent } from 'react';

/** So far the pointer must go before a press becomes a drag. */
const DRAG_PIXELS = 4;

/** Dragging a row by its handle, with mouse, pen or finger. The row under the pointer is named in `overId`. */
export interface RowDrag {
  readonly overId: string;
  /** Whether the press that just ended was a drag, and no click. */
  readonly wasDrag: () => boolean;
  readonly handlersFor: (downloadId: string) => {
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
  };
}

/** @param onDrop the dragged row was let go over another one. */
export function useRowDrag(onDrop: (id: string, beforeId: string) => void): RowDrag {
  const start = useRef<{ y: number; isDrag: boolean } | null>(null);
  const wasDrag = useRef(false);
  const [overId, setOverId] = useState('');
  const end = (): void => {
    wasDrag.current = start.current?.isDrag === true;
    start.current = null;
    setOverId('');
  };
  return {
    overId,
    wasDrag: () => wasDrag.current,
    handlersFor: (downloadId) => ({
      onPointerDown(event) {
        if (event.button !== 0) return;
        wasDrag.current = false;
        start.current = { y: event.clientY, isDrag: false };
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove(event) {
        if (start.current === null) return;
        if (Math.abs(event.clientY - start.current.y) > DRAG_PIXELS) start.current.isDrag = true;
        if (!start.current.isDrag) return;
        const row = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-queued]');
        // At the edge of the page the next rows come into sight.
        row?.scrollIntoView({ block: 'nearest' });
        const id = row?.dataset['queued'] ?? '';
        setOverId(id === downloadId ? '' : id);
      },
      onPointerUp() {
        const target = overId;
        end();
        if (target !== '') onDrop(downloadId, target);
      },
      onPointerCancel: end,
    }),
  };
}
