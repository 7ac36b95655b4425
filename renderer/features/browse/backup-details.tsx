import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { mayBeDownloaded, refOfBackup } from '#shared/backup-rows.ts';
import { backupKey } from '#shared/download-sets.ts';
import { formatInteger } from '#shared/format.ts';
import type { Backup, InstanceRef } from '#shared/models/browse.ts';
import { useExactSize } from '../../app/use-exact-size.ts';
import { useLanguage } from '../../app/use-language.ts';
import { errorData } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { explain } from '../../components/explain-error.ts';
import { Fact } from '../../components/fact.tsx';
import { BackupPeek } from '../peek/backup-peek.tsx';
import { BackupFiles } from './backup-files.tsx';
import styles from './browse.module.css';
import { useStateLabel } from './labels.ts';
import { shardsQuery } from './queries.ts';
import { useMomentLines } from './times.tsx';

/** Everything about one backup, beside the list. */
export function BackupDetails(props: {
  backup: Backup;
  instance: InstanceRef;
  isStarting: boolean;
  onDownload: () => void;
  onClose: () => void;
}) {
  const { backup, instance, isStarting, onDownload, onClose } = props;
  const { t } = useTranslation('browse');
  const exactly = useExactSize();
  const linesOf = useMomentLines();
  useEscape(onClose);
  const linesAt = (time: number | null): ReactNode =>
    time === null
      ? '–'
      : linesOf(time, backup.regionId).map(({ label, text }) => (
          <div key={label}>{t('time.line', { time: text, place: label })}</div>
        ));
  return (
    <aside className={styles['details']} aria-label={t('details.label')}>
      <div className={styles['detailsHead']}>
        <h2 title={backup.name}>
          <bdi>{backup.name || backup.id}</bdi>
        </h2>
        <Button tone="quiet" size="small" aria-label={t('details.close')} onClick={onClose}>
          <X size={14} aria-hidden />
        </Button>
      </div>
      <Button disabled={!mayBeDownloaded(backup) || isStarting} onClick={onDownload}>
        {t('download.one')}
      </Button>
      {!mayBeDownloaded(backup) && <p className={styles['muted']}>{t(`details.noFile.${backup.state}`)}</p>}
      {mayBeDownloaded(backup) && <BackupPeek key={backup.id} backup={refOfBackup(instance, backup)} />}
      <BackupFiles downloadKey={backupKey(refOfBackup(instance, backup))} />
      <dl>
        <Fact term={t('column.taken')}>{linesAt(backup.takenAt)}</Fact>
        <Fact term={t('column.trigger')}>{t(`trigger.${backup.trigger}`)}</Fact>
        <Fact term={t('column.size')}>
          {backup.sizeBytes === null
            ? mayBeDownloaded(backup)
              ? t('details.sizeUnknown')
              : '–'
            : exactly(backup.sizeBytes)}
        </Fact>
        <Fact term={t('column.state')}>
          {backup.state === 'unknown' ? backup.stateText || '–' : t(`backupState.${backup.state}`)}
        </Fact>
        <Fact term={t('column.expires')}>
          {backup.expiresAt === null ? <ExpiryReason backup={backup} /> : linesAt(backup.expiresAt)}
          {backup.expiresAt !== null && <p className={styles['muted']}>{t('details.automaticKept')}</p>}
        </Fact>
        <Fact term={t('column.copies')}>
          {backup.isCrossRegion ? t('copy.lies', { region: backup.regionId }) : backup.copiedTo.join(', ') || '–'}
        </Fact>
        <Fact term={t('details.backupId')}>
          <code>{backup.id}</code>
        </Fact>
      </dl>
      {instance.kind === 'distributed' && <Shards instance={instance} />}
    </aside>
  );
}

function useEscape(onEscape: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) onEscape();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [onEscape]);
}

/** Why there is no date. */
function ExpiryReason({ backup }: { backup: Backup }) {
  const { t } = useTranslation('browse');
  if (backup.isCrossRegion) return t('details.copyKept');
  if (backup.trigger === 'manual' && mayBeDownloaded(backup)) return t('details.manualKept');
  return '–';
}

/** The shards the instance is made of today. */
function Shards({ instance }: { instance: InstanceRef }) {
  const { t } = useTranslation('browse');
  const language = useLanguage();
  const stateLabel = useStateLabel();
  const { data: shards = [], error } = useQuery(shardsQuery(instance));
  return (
    <section aria-label={t('shardList.title')}>
      <h3>{t('shardList.title')}</h3>
      {error !== null && <p className={styles['muted']}>{explain(errorData(error)).what}</p>}
      <ul className={styles['shards']}>
        {shards.map(({ id, firstSlot, lastSlot, state, usedMb }) => (
          <li key={id}>
            <code>{id}</code>
            <span className={styles['muted']}>
              {firstSlot !== null && lastSlot !== null && `${t('shardList.slots', { firstSlot, lastSlot })} · `}
              {usedMb !== null && `${formatInteger(usedMb, language)} MB · `}
              {stateLabel(state)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
