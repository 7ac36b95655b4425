import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '#shared/format.ts';
import type { Download } from '#shared/models/download.ts';
import { rescueFocus } from '../../app/focus.ts';
import { useLanguage } from '../../app/use-language.ts';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { CheckField } from '../../components/check-field.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import styles from './downloads.module.css';

/** After a start of the app: what was not finished the last time can go on, all of it or what one chooses. */
export function InterruptedBanner({ downloads }: { downloads: readonly Download[] }) {
  const { t } = useTranslation('queue');
  const language = useLanguage();
  const [left, setLeft] = useState<ReadonlySet<string>>();
  const interrupted = downloads.filter(({ isInterrupted }) => isInterrupted);
  const goOn = useMutation({
    mutationFn: (downloadIds: string[]) => unwrap(bridge.downloads.each({ action: 'resume', downloadIds })),
    onSettled: () => setTimeout(rescueFocus),
  });
  if (interrupted.length === 0) return null;
  const safeBytes = interrupted.reduce((sum, { receivedBytes }) => sum + receivedBytes, 0);
  const chosen = interrupted.map(({ id }) => id).filter((id) => left?.has(id) !== true);
  const toggle = (id: string, isChosen: boolean): void =>
    setLeft((ids = new Set()) => new Set(isChosen ? [...ids].filter((each) => each !== id) : [...ids, id]));
  return (
    <section className={styles['banner']} aria-label={t('interrupted.label')}>
      <p>
        <strong>{t('interrupted.title', { count: interrupted.length })}</strong>{' '}
        {t('interrupted.safe', { size: formatBytes(safeBytes, language) })}
      </p>
      <div className={styles['bulk']}>
        <Button size="small" tone="primary" onClick={() => goOn.mutate(interrupted.map(({ id }) => id))}>
          {t('interrupted.continueAll')}
        </Button>
        <Button size="small" onClick={() => setLeft(new Set())}>
          {t('interrupted.choose')}
        </Button>
      </div>
      {goOn.error !== null && <ErrorAlert error={errorData(goOn.error)} />}
      <Dialog
        isOpen={left !== undefined}
        onClose={() => setLeft(undefined)}
        title={t('interrupted.chooseTitle')}
        description={t('interrupted.chooseText')}
        actions={
          <>
            <Button onClick={() => setLeft(undefined)}>{t('interrupted.later')}</Button>
            <Button
              tone="primary"
              disabled={chosen.length === 0}
              onClick={() => {
                setLeft(undefined);
                goOn.mutate(chosen);
              }}
            >
              {t('interrupted.continueChosen', { count: chosen.length })}
            </Button>
          </>
        }
      >
        <div className={styles['choices']}>
          {interrupted.map(({ id, fileName, receivedBytes }) => (
            <CheckField
              key={id}
              label={fileName}
              hint={t('interrupted.onDisk', { size: formatBytes(receivedBytes, language) })}
              checked={left?.has(id) !== true}
              onChange={(isChosen) => toggle(id, isChosen)}
            />
          ))}
        </div>
      </Dialog>
    </section>
  );
}
