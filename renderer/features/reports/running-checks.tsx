import { useTranslation } from 'react-i18next';
import { formatBytes, formatPercent, wholePercent } from '#shared/format.ts';
import type { FileCheck } from '#shared/models/kept-report.ts';
import { useLanguage } from '../../app/use-language.ts';
import { bridge } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import styles from './reports.module.css';

/** Checks that are not over: how far each is, or why it could not be done. */
export function RunningChecks({ checks }: { checks: readonly FileCheck[] }) {
  const { t } = useTranslation('reports');
  if (checks.length === 0) return null;
  return (
    <ul className={styles['running']} aria-label={t('running.label')}>
      {checks.map((check) => (
        <li key={check.id}>
          <RunningCheck check={check} />
        </li>
      ))}
    </ul>
  );
}

function RunningCheck({ check }: { check: FileCheck }) {
  const { t } = useTranslation('reports');
  const language = useLanguage();
  const { id, fileName, folder, sizeBytes, readBytes, state } = check;
  const cancel = (): void => void bridge.checks.cancel({ checkId: id });
  const name = (
    <bdi className={styles['fileName']} title={`${folder}\n${fileName}`}>
      {fileName}
    </bdi>
  );
  if (state.status === 'failed') {
    return (
      <>
        {name}
        <ErrorAlert
          error={state.error}
          actions={
            <Button size="small" onClick={cancel}>
              {t('running.dismiss')}
            </Button>
          }
        />
      </>
    );
  }
  const percent = wholePercent(readBytes, sizeBytes);
  return (
    <div className={styles['check']}>
      {name}
      <progress aria-label={t('running.progress', { name: fileName })} max={100} value={percent} />
      <span className={styles['muted']}>
        {state.status === 'waiting'
          ? t('running.waiting')
          : t('running.read', { percent: formatPercent(percent, language), size: formatBytes(sizeBytes, language) })}
      </span>
      <Button size="small" aria-label={t('running.cancelNamed', { name: fileName })} onClick={cancel}>
        {t('running.cancel')}
      </Button>
    </div>
  );
}
