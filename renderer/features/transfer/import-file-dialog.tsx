import { useId, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { TextField } from '../../components/text-field.tsx';
import { PreviewTable } from './preview-table.tsx';
import { ResultList } from './result-list.tsx';
import styles from './transfer.module.css';
import type { FileImportState } from './use-file-import.ts';

type FormRef = RefObject<HTMLFormElement | null>;

/** The passphrase if the file needs one, then what it holds with a choice for each, then what was done. */
export function ImportFileDialog({ formRef, state }: { formRef: FormRef; state: FileImportState }) {
  const { t, i18n } = useTranslation('transfer');
  const formId = useId();
  const { file, rows, results, error, isUsable } = state;
  const isDone = results !== undefined;
  const time = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Dialog
      isOpen={state.isOpen}
      onClose={state.close}
      title={isDone ? t('result.title') : t('import.title')}
      description={
        file === undefined || isDone
          ? undefined
          : t('import.written', { fileName: file.fileName, time: time.format(file.createdAt) })
      }
      actions={<Actions state={state} formId={formId} />}
    >
      <div className={styles['content']}>
        {error !== undefined && <ErrorAlert error={error} />}
        {isUsable && file !== undefined && rows === undefined && (
          <PassphraseForm formRef={formRef} id={formId} state={state} />
        )}
        {isUsable && rows !== undefined && !isDone && <PreviewTable rows={rows} state={state} />}
        {isUsable && rows !== undefined && !isDone && file?.needsPassphrase === false && (
          <p className={styles['hint']}>{t('import.withoutSecrets')}</p>
        )}
        {isDone && <ResultList results={results} />}
      </div>
    </Dialog>
  );
}

function PassphraseForm({ formRef, id, state }: { formRef: FormRef; id: string; state: FileImportState }) {
  const { t } = useTranslation('transfer');
  return (
    <form
      ref={formRef}
      id={id}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        state.unlock();
      }}
    >
      <TextField
        label={t('import.passphrase')}
        name="passphrase"
        type="password"
        autoComplete="current-password"
        maxLength={1024}
      />
    </form>
  );
}

function Actions({ state, formId }: { state: FileImportState; formId: string }) {
  const { t } = useTranslation('transfer');
  const { rows, results, importCount, isUsable, isUnlocking } = state;
  if (results !== undefined) {
    return (
      <Button tone="primary" onClick={state.close}>
        {t('close')}
      </Button>
    );
  }
  return (
    <>
      {rows === undefined && (
        <Button className={styles['aside']} onClick={state.open}>
          {t('import.otherFile')}
        </Button>
      )}
      <Button onClick={state.close}>{t('cancel')}</Button>
      {isUsable && rows === undefined && (
        <Button tone="primary" type="submit" form={formId} aria-disabled={isUnlocking}>
          {isUnlocking ? t('import.unlocking') : t('import.unlock')}
        </Button>
      )}
      {isUsable && rows !== undefined && (
        <Button tone="primary" disabled={importCount === 0} onClick={state.apply}>
          {importCount === 0 ? t('import.applyNone') : t('import.apply', { count: importCount })}
        </Button>
      )}
    </>
  );
}
