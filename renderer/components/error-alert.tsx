import { CircleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppErrorData } from '#shared/errors.ts';
import { bridge } from '../bridge.ts';
import { Button } from './button.tsx';
import styles from './error-alert.module.css';
import { explain, technicalDetail } from './explain-error.ts';

/** What happened, more of it where a `note` says so, and what to do next; below it, folded, the technical detail to copy. */
export function ErrorAlert(props: {
  error: AppErrorData;
  note?: ReactNode;
  /** `warning`: what was wanted is there all the same, in part or as it was before. */
  tone?: 'danger' | 'warning';
  actions?: ReactNode;
}) {
  const { error, note, tone = 'danger', actions } = props;
  const { t } = useTranslation();
  const { what, next } = explain(error);
  const detail = technicalDetail(error);
  return (
    <div role="alert" data-tone={tone} className={styles['alert']}>
      <CircleAlert size={16} className={styles['icon']} aria-hidden />
      <div>
        <p className={styles['title']}>{what}</p>
        {note}
        <p className={styles['next']}>{next}</p>
        {saysItself(error) && <p className={styles['next']}>{t('error.serverSays', { detail: error.detail })}</p>}
      </div>
      <div className={styles['more']}>
        {actions}
        <CopyDetails text={`${what}\n${next}\n\n${detail}`} />
        <details className={styles['details']}>
          <summary>{t('error.technical')}</summary>
          <pre>{detail}</pre>
        </details>
      </div>
    </div>
  );
}

/** Product codes stand for several causes; only the server's own words tell which. The gateway's are in the detail. */
function saysItself({ params, detail }: AppErrorData): boolean {
  return detail !== undefined && detail !== '' && Number(params['retCode'] ?? 0) >= 2000;
}

function CopyDetails({ text }: { text: string }) {
  const { t } = useTranslation();
  const [isCopied, setIsCopied] = useState(false);
  const copy = async (): Promise<void> => setIsCopied((await bridge.app.copyText({ text })).ok);
  return (
    <>
      <Button size="small" onClick={() => void copy()} onBlur={() => setIsCopied(false)}>
        {t('error.copyDetails')}
      </Button>
      <span aria-live="polite">{isCopied ? t('error.copied') : ''}</span>
    </>
  );
}
