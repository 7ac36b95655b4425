import { useSuspenseQuery } from '@tanstack/react-query';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { profilesQuery } from '../../queries.ts';
import { ExportForm } from './export-form.tsx';
import { ExportReport } from './export-report.tsx';
import { useExport } from './use-export.ts';

/**
 * Which profiles travel, and how; then where they went. It lives from opening to closing and keeps nothing.
 * With `only` it begins with that one profile chosen.
 */
export function ExportDialog({ only, onClose }: { only?: string; onClose: () => void }) {
  const { t } = useTranslation('transfer');
  const { data } = useSuspenseQuery(profilesQuery);
  const profiles = data.filter(({ cloud }) => cloud.kind !== 'practice');
  const formId = useId();
  const ids = profiles.map(({ id }) => id);
  const formRef = useRef<HTMLFormElement>(null);
  const state = useExport({ formRef, profileIds: ids, only, onClose });
  const { report, isSaving } = state;
  if (report?.outcome === 'saved') {
    return (
      <Dialog
        isOpen
        onClose={state.close}
        title={t('exported.title')}
        actions={
          <Button tone="primary" onClick={state.close}>
            {t('close')}
          </Button>
        }
      >
        <ExportReport report={report} isEncrypted={state.isEncrypted} />
      </Dialog>
    );
  }
  return (
    <Dialog
      isOpen
      onClose={state.close}
      title={t('export.title')}
      actions={
        <>
          <Button onClick={state.close}>{t('cancel')}</Button>
          <Button
            tone="primary"
            type="submit"
            form={formId}
            disabled={state.chosen.length === 0}
            aria-disabled={isSaving}
          >
            {isSaving ? t('export.saving') : t('export.save')}
          </Button>
        </>
      }
    >
      <ExportForm formRef={formRef} id={formId} profiles={profiles} state={state} />
    </Dialog>
  );
}
