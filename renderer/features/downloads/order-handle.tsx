import { Menu } from '@base-ui/react/menu';
import { GripVertical } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Download } from '#shared/models/download.ts';
import menu from '../../components/popup.module.css';
import styles from './downloads.module.css';
import { MOVES, type Move } from './order.ts';
import { handleId, type QueueOrder } from './use-queue-order.ts';
import type { RowDrag } from './use-row-drag.ts';

const MOVE_OF_KEY: Readonly<Record<string, Move>> = { Home: 'top', ArrowUp: 'up', ArrowDown: 'down', End: 'bottom' };

/** Takes a download to another place in the queue: dragged, from its menu, or with Alt and an arrow key. */
export function OrderHandle({ download, order, drag }: { download: Download; order: QueueOrder; drag: RowDrag }) {
  const { t } = useTranslation('queue');
  const [isOpen, setIsOpen] = useState(false);
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = event.altKey ? MOVE_OF_KEY[event.key] : undefined;
    if (move === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    order.move(download.id, move);
  };
  return (
    <Menu.Root
      modal={false}
      open={isOpen}
      // Pressing the mouse may be the beginning of a drag: only letting it go opens the menu.
      onOpenChange={(next, { event }) => (next && event.type === 'mousedown' ? undefined : setIsOpen(next))}
    >
      <Menu.Trigger
        id={handleId(download.id)}
        className={styles['handle'] ?? ''}
        aria-label={t('order.handle', { name: download.fileName })}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Alt+Home Alt+End"
        title={t('order.hint')}
        onKeyDownCapture={onKeyDown}
        onClick={() => (drag.wasDrag() ? undefined : setIsOpen(true))}
        {...drag.handlersFor(download.id)}
      >
        <GripVertical size={14} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={menu['positioner'] ?? ''} sideOffset={4} align="start">
          <Menu.Popup className={menu['popup'] ?? ''}>
            {MOVES.map((move) => (
              <Menu.Item
                key={move}
                className={menu['item'] ?? ''}
                disabled={!order.canMove(download.id, move)}
                onClick={() => order.move(download.id, move)}
              >
                <span className={menu['itemText']}>{t(`order.${move}`)}</span>
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
