import { useTranslation } from 'react-i18next';
import type { AppErrorData } from '#shared/errors.ts';
import { explain } from '../../components/explain-error.ts';
import styles from './paste.module.css';
import type { Outcome } from './rows.ts';

/** What became of a row, in words. */
export function OutcomeNote({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation('paste');
  if (outcome.status === 'idle') return null;
  return (
    <div
      className={styles['outcome']}
      data-status={outcome.status}
      role={outcome.status === 'failed' ? 'alert' : 'status'}
    >
      {textOf()}
    </div>
  );

  function textOf(): string {
    switch (outcome.status) {
      case 'working':
        return t('outcome.working');
      case 'queued':
        return t('outcome.queued', { count: outcome.count });
      case 'linked':
        return t('outcome.linked', { count: outcome.links.length });
      case 'failed':
        return reasonOf(outcome.error);
      default:
        return t('outcome.continued');
    }
  }

  /** A field that is missing says so by its name; anything else as everywhere. */
  function reasonOf(error: AppErrorData): string {
    const fields = Object.entries(error.fields ?? {});
    if (fields.length > 0) {
      return fields.map(([field, reason]) => `${t(`field.${field}`)} – ${t(`errors:fields.${reason}`)}`).join(' ');
    }
    const { what, next } = explain(error);
    return `${what} ${next}`;
  }
}
