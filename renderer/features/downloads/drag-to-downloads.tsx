import { createContext, useContext, useMemo, useState, type DragEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DragHandlers } from '../../components/data-table/data-table.tsx';
import styles from './drag.module.css';

/** Backups under the pointer, on their way to the downloads. */
interface Dragged {
  count: number;
  start: () => void;
}

interface DragState {
  dragged: Dragged | undefined;
  setDragged: (dragged: Dragged | undefined) => void;
}

const DragContext = createContext<DragState>({ dragged: undefined, setDragged: () => undefined });

/** Around what backups are dragged from and what takes them. */
export function DragToDownloads({ children }: { children: ReactNode }) {
  const [dragged, setDragged] = useState<Dragged>();
  const state = useMemo(() => ({ dragged, setDragged }), [dragged]);
  return <DragContext value={state}>{children}</DragContext>;
}

/** Says that it is ours, and nothing else: nobody outside the window has a use for it. */
const TYPE = 'application/x-backhaul-backups';

/** For rows whose backups can be dragged to the downloads; undefined where there is nothing to download. */
export function useDragSource(count: number, start: () => void): DragHandlers | undefined {
  const { t } = useTranslation('queue');
  const { setDragged } = useContext(DragContext);
  if (count === 0) return undefined;
  return {
    onDragStart({ dataTransfer }) {
      dataTransfer.setData(TYPE, String(count));
      dataTransfer.effectAllowed = 'copy';
      showAtPointer(dataTransfer, t('drag.count', { count }));
      setDragged({ count, start });
    },
    onDragEnd: () => setDragged(undefined),
  };
}

/** The picture under the pointer is taken at once; what it is taken of may go then. */
function showAtPointer(dataTransfer: DataTransfer, text: string): void {
  const chip = document.createElement('div');
  chip.className = styles['chip'] ?? '';
  chip.textContent = text;
  document.body.append(chip);
  dataTransfer.setDragImage(chip, -12, -4);
  requestAnimationFrame(() => chip.remove());
}

/** For what takes backups: its handlers, and how many are being dragged, 0 for none. */
export function useDropTarget() {
  const { dragged, setDragged } = useContext(DragContext);
  const [isOver, setIsOver] = useState(false);
  return {
    count: dragged?.count ?? 0,
    isOver: isOver && dragged !== undefined,
    handlers: {
      onDragOver(event: DragEvent) {
        if (dragged === undefined) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setIsOver(true);
      },
      onDragLeave: () => setIsOver(false),
      onDrop(event: DragEvent) {
        if (dragged === undefined) return;
        event.preventDefault();
        setIsOver(false);
        setDragged(undefined);
        dragged.start();
      },
    },
  };
}
