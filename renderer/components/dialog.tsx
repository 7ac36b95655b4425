import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import styles from './dialog.module.css';
import { ProdMark } from './prod-mark.tsx';

/** A question or a form above the page. Escape and the backdrop close it. */
export function Dialog(props: {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** What it asks about is production. */
  isProd?: boolean;
  description?: ReactNode;
  /** Holds typed text that a slip beside it must not throw away. */
  isForm?: boolean;
  children?: ReactNode;
  actions: ReactNode;
}) {
  const { isOpen, onClose, title, description, isForm = false, isProd = false, children, actions } = props;
  return (
    <Base.Root open={isOpen} disablePointerDismissal={isForm} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className={styles['backdrop'] ?? ''} />
        <Base.Popup className={styles['popup'] ?? ''} data-environment={isProd ? 'prod' : undefined}>
          <Base.Title className={styles['title'] ?? ''}>
            {isProd && <ProdMark />} {title}
          </Base.Title>
          {description !== undefined && (
            <Base.Description className={styles['description'] ?? ''}>{description}</Base.Description>
          )}
          {children !== undefined && children !== false && <div className={styles['body']}>{children}</div>}
          <div className={styles['actions']}>{actions}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
