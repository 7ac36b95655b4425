import { useTranslation } from 'react-i18next';
import { errorData } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { FoundList } from './found-list.tsx';
import { ImportResult } from './import-result.tsx';
import styles from './imports.module.css';
import type { ImportState } from './use-import.ts';

/** What can come, what cannot and why; after importing, what came and what stays behind. */
export function ImportDialog({ state }: { state: ImportState }) {
  const { t } = useTranslation('imports');
  const { isOpen, source, scan, chosen, outcomes, error, isBusy, close } = state;
  const isDone = outcomes !== undefined;
  const hasChoice = scan?.rows.some(({ verdict }) => verdict === 'ready' || verdict === 'partial') ?? false;
  // An import is applied as a whole: after it, or where it failed, there is nothing left to import in this list.
  const isOver = isDone || error !== null;
  const isChoosing = hasChoice && !isOver;
  const isNothing = chosen.size === 0;

  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={isDone ? t('result.title') : t(`title.${source}`)}
      description={isDone || scan === undefined ? undefined : whereLooked(scan.folder)}
      actions={
        <>
          {isChoosing && <Button onClick={close}>{t('cancel')}</Button>}
          {/* One button throughout, so that the focus stays where it is when the list turns into the result. */}
          <Button
            tone={hasChoice ? 'primary' : 'plain'}
            disabled={isChoosing && isNothing}
            aria-disabled={isChoosing && isBusy}
            onClick={isChoosing ? state.apply : close}
          >
            {mainAction()}
          </Button>
        </>
      }
    >
      <div className={styles['content']}>
        {scan === undefined && error === null && <p className={styles['muted']}>{t('looking')}</p>}
        {error !== null && <ErrorAlert error={errorData(error)} />}
        {scan !== undefined && !isOver && <FoundList scan={scan} chosen={chosen} onChoose={state.choose} />}
        {scan !== undefined && isDone && <ImportResult scan={scan} outcomes={outcomes} />}
      </div>
    </Dialog>
  );

  function whereLooked(folder: string): string {
    return folder === '' ? t('lookedInEnvironment') : t('lookedIn', { folder });
  }

  function mainAction(): string {
    if (!isChoosing) return isDone ? t('done') : t('close');
    return isNothing ? t('nothing') : t('import', { count: chosen.size });
  }
}
