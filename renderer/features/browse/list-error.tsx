import { useTranslation } from 'react-i18next';
import type { AppErrorData } from '#shared/errors.ts';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { PROJECT_PICKER_ID } from '../account/project-picker.tsx';
import styles from './browse.module.css';
import { useAutomaticRetry } from './use-automatic-retry.ts';

/** `partial`: the list ended early; `stale`: it is the one of before. */
export type RowsLeft = 'none' | 'partial' | 'stale';

/** Why a list could not be read, or not to its end, what stands below all the same, and the way on. */
export function ListError(props: {
  error: AppErrorData;
  rowsLeft: RowsLeft;
  /** The project that was asked in; empty for the account's default one. */
  projectId: string;
  isFetching: boolean;
  onRetry: () => void;
}) {
  const { error, rowsLeft, projectId, isFetching, onRetry } = props;
  const { t } = useTranslation('browse');
  const wait = useAutomaticRetry(error, isFetching, onRetry);
  // Keys of sub-accounts must name a project: mostly that is all that is missing.
  const needsProject = error.params['retCode'] === 299 && projectId === '';
  return (
    <div className={styles['problem']}>
      <ErrorAlert
        error={error}
        tone={rowsLeft === 'none' ? 'danger' : 'warning'}
        actions={
          <>
            {needsProject && (
              <Button size="small" onClick={chooseProject}>
                {t('list.chooseProject')}
              </Button>
            )}
            <Button size="small" aria-disabled={isFetching} onClick={() => isFetching || onRetry()}>
              {wait.secondsLeft === null ? t('list.tryAgain') : t('list.tryNow')}
            </Button>
          </>
        }
      />
      {wait.secondsLeft !== null && (
        <p className={styles['muted']}>{t('list.triesAgain', { count: wait.secondsLeft })}</p>
      )}
      {wait.isForNetwork && <p className={styles['muted']}>{t('list.whenBack')}</p>}
      {rowsLeft !== 'none' && <p className={styles['muted']}>{t(`list.${rowsLeft}`)}</p>}
    </div>
  );
}

function chooseProject(): void {
  document.querySelector<HTMLElement>(`#${PROJECT_PICKER_ID}`)?.focus();
}
