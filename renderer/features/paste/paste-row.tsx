import { useSuspenseQuery } from '@tanstack/react-query';
import { Pencil, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { downloadsQuery } from '../../queries.ts';
import { Expiry } from '../links/expiry.tsx';
import { useSecondsLeft } from '../links/use-seconds-left.ts';
import { useOpenInstance } from '../palette/use-open-instance.ts';
import { OutcomeNote } from './outcome-note.tsx';
import styles from './paste.module.css';
import { continuedBy, type PastedBackup, type PasteRow } from './rows.ts';
import { useListedInstance } from './use-listed-instance.ts';
import type { PasteState } from './use-paste.ts';

/** One thing that was found: what it is, where it belongs, what is doubtful about it, and what became of it. */
export function PasteRowItem({ profile, row, state }: { profile: Profile; row: PasteRow; state: PasteState }) {
  const { t } = useTranslation('paste');
  const [isEditing, setIsEditing] = useState(false);
  const { item } = row;
  const id = nameOf(row);
  return (
    <li className={styles['row']} data-doubtful={item.type === 'backup' && item.doubt !== ''}>
      <div className={styles['head']}>
        <span className={styles['type']} data-type={item.type}>
          {t(`type.${item.type}`)}
        </span>
        <code className={styles['id']} title={id}>
          {id}
        </code>
        {item.timesFound > 1 && <span className={styles['mark']}>{t('times', { count: item.timesFound })}</span>}
        <span className={styles['buttons']}>
          {item.type === 'instance' && <InstanceLeads profile={profile} instanceId={item.instanceId} state={state} />}
          {item.type === 'backup' && (
            <Button
              size="small"
              tone="quiet"
              aria-expanded={isEditing}
              aria-label={t('edit', { id })}
              title={t('edit', { id })}
              onClick={() => setIsEditing(!isEditing)}
            >
              <Pencil size={13} aria-hidden />
            </Button>
          )}
          <Button
            size="small"
            tone="quiet"
            aria-label={t('remove', { id })}
            title={t('remove', { id })}
            disabled={state.isBusy}
            onClick={() => state.remove(row.id)}
          >
            <X size={14} aria-hidden />
          </Button>
        </span>
      </div>
      {item.type === 'signed' && <LinkFacts item={item} />}
      {item.type === 'backup' && <BackupFacts item={item} />}
      {item.type === 'backup' && isEditing && (
        <div className={styles['fields']}>
          <TextField
            label={t('backupId')}
            isCode
            value={item.backupId}
            onChange={({ target }) => state.edit(row.id, { backupId: target.value.trim() })}
          />
          <TextField
            label={t('instanceId')}
            isCode
            value={item.instanceId}
            onChange={({ target }) => state.edit(row.id, { instanceId: target.value.trim() })}
          />
        </div>
      )}
      <OutcomeNote outcome={row.outcome} />
    </li>
  );
}

/** To its backups, where it is known in which list it is; else to the form that asks for the rest. */
function InstanceLeads(props: { profile: Profile; instanceId: string; state: PasteState }) {
  const { profile, instanceId, state } = props;
  const { t } = useTranslation('paste');
  const listed = useListedInstance(profile, instanceId);
  const open = useOpenInstance(profile, state.showBrowse);
  return (
    <>
      {listed !== undefined && (
        <Button size="small" onClick={() => open(listed)}>
          {t('openInstance')}
        </Button>
      )}
      <Button size="small" onClick={() => state.chooseInstance(instanceId)}>
        {t('useInstance')}
      </Button>
    </>
  );
}

function nameOf({ item }: PasteRow): string {
  if (item.type === 'backup') return item.backupId;
  return item.type === 'instance' ? item.instanceId : item.view.objectName || item.view.host;
}

function BackupFacts({ item }: { item: PastedBackup }) {
  const { t } = useTranslation('paste');
  const place = [item.instanceId, item.zoneId || item.regionId].filter((part) => part !== '').join(' · ');
  return (
    <div className={styles['facts']}>
      <code>{place === '' ? t('noInstance') : place}</code>
      {item.isCrossRegion && <span>{t('crossRegion')}</span>}
      {item.doubt !== '' && <span className={styles['doubt']}>{t(`doubt.${item.doubt}`)}</span>}
    </div>
  );
}

function LinkFacts({ item: { view } }: { item: Extract<PasteRow['item'], { type: 'signed' }> }) {
  const { t } = useTranslation('paste');
  const { data: downloads } = useSuspenseQuery(downloadsQuery);
  const secondsLeft = useSecondsLeft(view.expiresAt);
  const continues = continuedBy(view.ref, downloads);
  return (
    <div className={styles['facts']}>
      <code>{view.host}</code>
      <Expiry expiresAt={view.expiresAt} secondsLeft={secondsLeft} />
      <span>{continues === undefined ? t('notRenewable') : t('continues', { name: continues.fileName })}</span>
    </div>
  );
}
