import { FileDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './history.module.css';

/** Says that files may be dropped here, in the whole window while some are held over it. */
export function DropTarget({ isOver }: { isOver: boolean }) {
  const { t } = useTranslation('history');
  return (
    <>
      <span className={styles['dropHint']}>
        <FileDown size={14} aria-hidden />
        {t('drop.hint')}
      </span>
      {isOver && (
        <div className={styles['dropOver']} aria-hidden>
          <FileDown size={28} />
          {t('drop.now')}
        </div>
      )}
    </>
  );
}
