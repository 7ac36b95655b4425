import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Download } from '#shared/models/download.ts';
import { bridge, unwrap } from '../../bridge.ts';
import { targetOf, type Move } from './order.ts';

/** The order of the queue in one's hands: moves by keyboard or menu, moves by dragging, and what is said about them. */
export interface QueueOrder {
  readonly move: (id: string, move: Move) => void;
  readonly place: (id: string, beforeId: string) => void;
  /** Whether there is a place to move to. */
  readonly canMove: (id: string, move: Move) => boolean;
  readonly length: number;
}

/** The id of the control that moves a download, so that the focus can come back to it. */
export function handleId(downloadId: string): string {
  return `order-${downloadId}`;
}

export function useQueueOrder(queue: readonly Download[]): { order: QueueOrder; news: string } {
  const { t } = useTranslation('queue');
  const [movedId, setMovedId] = useState('');
  const [news, setNews] = useState('');
  const move = useMutation({
    mutationFn: (input: { downloadId: string; beforeId: string }) => unwrap(bridge.downloads.move(input)),
  });
  const place = (downloadId: string, beforeId: string): void => {
    setMovedId(downloadId);
    move.mutate({ downloadId, beforeId });
  };
  const position = queue.findIndex(({ id }) => id === movedId);
  const moved = queue[position];
  const before = useRef(-1);
  useEffect(() => {
    if (moved === undefined || position === before.current) return;
    before.current = position;
    setNews(t('order.moved', { name: moved.fileName, place: position + 1, count: queue.length }));
    // A row that is put elsewhere in the page loses the focus on the way.
    if (document.activeElement === document.body)
      document.querySelector<HTMLElement>(`#${handleId(moved.id)}`)?.focus();
  }, [moved, position, queue.length, t]);
  return {
    news,
    order: {
      length: queue.length,
      place,
      canMove: (id, to) => targetOf(to, id, queue) !== undefined,
      move(id, to) {
        const target = targetOf(to, id, queue);
        if (target !== undefined) place(id, target);
      },
    },
  };
}
