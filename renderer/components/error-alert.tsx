import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppErrorData } from '#shared/errors.ts';
import { bridge } from '../bridge.ts';
import { Button } from './button.tsx';
import styles from './error-alert.module.css';
import { explain, technicalDetail } from './explain-error.ts';

/** What happened and what to do next; below it, folded, the technical detail to copy. */
export function ErrorAlert({ error, actions }: { error: AppErrorData; actions?: ReactNode }) {
  const { t } = useTranslation();
  const { what, next } = explain(error);
  const detail = technicalDetail(error);
  return (
    <div role="alert" className={styles['alert']}>
      <CircleAlert size={16} className={styles['icon']} aria-hidden />
      <div>
        <p className={styles['title']}>{what}</p>
        <p className={styles['next']}>{next}</p>
      </div>
      <div className={styles['more']}>
        {actions}
        <Button size="small" onClick={() => void bridge.app.copyText({ text: `${what}\n${next}\n\n${detail}` })}>
          {t('error.copyDetails')}
        </Button>
        <details className={styles['details']}>
          <summary>{t('error.technical')}</summary>
          <pre>{detail}</pre>
        </details>
      </div>
    </div>
  );
}
