import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { EyeOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '#shared/format.ts';
import type { KeptReport } from '#shared/models/kept-report.ts';
import { REPORT_TABLES } from '#shared/report-tables.ts';
import { useLanguage } from '../../app/use-language.ts';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { ButtonMenu, MenuEntry } from '../../components/menu.tsx';
import { useToast } from '../../components/toasts.tsx';
import { settingsQuery } from '../../queries.ts';
import { CompareWith } from '../comparison/compare-with.tsx';
import type { ReportPair } from '../comparison/queries.ts';
import { useChangeSettings } from '../settings/use-change-settings.ts';
import { reportsQuery } from './queries.ts';
import type { CheckWish } from './report-page.tsx';
import styles from './reports.module.css';
import { useSaving } from './use-saving.ts';
import { useSummaryText } from './summary-text.ts';

/** Which file it is, where it came from, and what can be done with its report. */
export function ReportHead(props: {
  kept: KeptReport;
  isChecking: boolean;
  onCheck: (wish: CheckWish) => void;
  onCompare: (pair: ReportPair) => void;
}) {
  const { kept, isChecking, onCheck, onCompare } = props;
  const { t } = useTranslation('reports');
  const language = useLanguage();
  const toast = useToast();
  const text = useSummaryText(kept);
  const { save, error: saveError } = useSaving(kept.id);
  const show = useMutation({ mutationFn: () => unwrap(bridge.checks.showInFolder({ reportId: kept.id })) });
  const copy = useMutation({
    mutationFn: () => unwrap(bridge.app.copyText({ text })),
    onSuccess: () => toast(t('head.copied')),
  });
  const { file, source, checkedAt } = kept;
  const error = saveError ?? show.error ?? copy.error;
  return (
    <header className={styles['head']}>
      <h1 className={styles['title']} title={file.name}>
        <bdi>{file.name}</bdi>
      </h1>
      <p className={styles['context']} title={file.folder}>
        <bdi>{file.folder}</bdi>
      </p>
      <p className={styles['context']}>
        {source.kind === 'download'
          ? t('head.download', { profile: source.profileName, backup: source.ref.backupId })
          : t('head.file')}
        {' · '}
        {t('head.checked', { time: formatDateTime(checkedAt, language) })}
      </p>
      <div className={styles['actions']}>
        <Button disabled={isChecking} onClick={() => onCheck({ isDeep: null, delimiter: null })}>
          {t('head.again')}
        </Button>
        <Button onClick={() => show.mutate()}>{t('head.showInFolder')}</Button>
        <Button onClick={() => copy.mutate()}>{t('head.copy')}</Button>
        {kept.report.summary !== null && (
          <CompareWith reportId={kept.id} onCompare={(otherId) => onCompare([kept.id, otherId])} />
        )}
        <SaveMenu hasTables={kept.report.summary !== null} onSave={save} />
        <NamesToggle />
      </div>
      <Presence reportId={kept.id} />
      {error !== null && <ErrorAlert error={errorData(error)} />}
    </header>
  );
}

function SaveMenu(props: { hasTables: boolean; onSave: ReturnType<typeof useSaving>['save'] }) {
  const { hasTables, onSave } = props;
  const { t } = useTranslation('reports');
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const whole = (hidesNames: boolean) => () => onSave({ what: 'json', hidesNames });
  return (
    <ButtonMenu label={t('save.menu')}>
      {settings.hidesKeyNames ? (
        <>
          <MenuEntry label={t('save.withoutNames')} onClick={whole(true)} />
          <MenuEntry label={t('save.withNames')} onClick={whole(false)} />
        </>
      ) : (
        <MenuEntry label={t('save.json')} onClick={whole(false)} />
      )}
      {hasTables &&
        REPORT_TABLES.map((what) => (
          <MenuEntry key={what} label={t(`save.csv.${what}`)} onClick={() => onSave({ what })} />
        ))}
    </ButtonMenu>
  );
}

/** Names of keys are data: for a screen that others see, they can be left out. */
function NamesToggle() {
  const { t } = useTranslation('reports');
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const change = useChangeSettings();
  return (
    <Button
      className={styles['choice']}
      aria-pressed={settings.hidesKeyNames}
      title={t('head.hideNamesHint')}
      onClick={() => change.mutate({ hidesKeyNames: !settings.hidesKeyNames })}
    >
      <EyeOff size={14} aria-hidden />
      {t('head.hideNames')}
    </Button>
  );
}

/** The file may have been moved, or be another one by now. */
function Presence({ reportId }: { reportId: string }) {
  const { t } = useTranslation('reports');
  const { data } = useQuery(reportsQuery);
  const presence = data?.reports.find(({ id }) => id === reportId)?.presence ?? 'there';
  if (presence === 'there') return null;
  return (
    <p role="status" className={styles['partial']}>
      {t(`presence.${presence}`)}
    </p>
  );
}
