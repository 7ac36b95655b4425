import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import { PASTE_MOST_ITEMS } from '#shared/paste-limits.ts';
import { errorData } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { regionsQuery } from '../account/queries.ts';
import { PasteBox } from './paste-box.tsx';
import { PasteRowItem } from './paste-row.tsx';
import styles from './paste.module.css';
import { isOpen, linksOf } from './rows.ts';
import type { PasteState } from './use-paste.ts';

/** What a pasted text holds: looked through, mended, and queued in one go. */
export function PasteDialog({ profile, state }: { profile: Profile; state: PasteState }) {
  const { t } = useTranslation('paste');
  const { rows, nothing, readError, isBusy } = state;
  const openCount = rows.filter((row) => isOpen(row, 'download')).length;
  const links = linksOf(rows);
  const canGetLinks = rows.some((row) => isOpen(row, 'getLinks'));

  return (
    <Dialog
      isOpen={state.isOpen}
      onClose={state.close}
      title={t('title')}
      description={rows.length === 0 ? t('context') : t('found', { count: rows.length })}
      isForm
      actions={
        <>
          <Button onClick={state.close}>{isBusy ? t('stop') : t('close')}</Button>
          {links.length > 0 && !isBusy && (
            <Button onClick={state.showLinks}>{t('showLinks', { count: links.length })}</Button>
          )}
          {canGetLinks && (
            <Button aria-disabled={isBusy} onClick={() => (isBusy ? undefined : state.getLinks())}>
              {t('getLinks')}
            </Button>
          )}
          {openCount > 0 && (
            <Button tone="primary" aria-disabled={isBusy} onClick={() => (isBusy ? undefined : state.download())}>
              {isBusy ? t('working') : t('download', { count: openCount })}
            </Button>
          )}
        </>
      }
    >
      <div className={styles['content']} data-takes-text>
        {rows.length === 0 && <PasteBox onText={state.read} />}
        <div role="status" className={styles['nothing']}>
          {nothing !== undefined && t(`nothing.${nothing}`)}
          {state.leftOut > 0 && t('leftOut', { count: state.leftOut, most: PASTE_MOST_ITEMS })}
        </div>
        {readError !== null && <ErrorAlert error={errorData(readError)} />}
        {rows.length > 0 && (
          <>
            <ZoneOfOthers profile={profile} state={state} />
            <ul className={styles['rows']} aria-label={t('list')}>
              {rows.map((row) => (
                <PasteRowItem key={row.id} profile={profile} row={row} state={state} />
              ))}
            </ul>
            <p className={styles['muted']}>{t('more')}</p>
          </>
        )}
      </div>
    </Dialog>
  );
}

const NO_ZONE = '-';

/** Distributed instances are only found with their zone, which many texts do not say. */
function ZoneOfOthers({ profile, state }: { profile: Profile; state: PasteState }) {
  const { t } = useTranslation('paste');
  const { data: regions = [] } = useQuery({ ...regionsQuery(profile.id), enabled: profile.secretState === 'ready' });
  const zones = regions.find(({ id }) => id === profile.regionId)?.zones ?? [];
  if (zones.length === 0 || !state.rows.some(({ item }) => item.type === 'backup' && item.zoneId === '')) return null;
  const isListed = zones.some(({ id }) => id === state.zoneId);
  return (
    <SelectField
      label={t('zone')}
      value={isListed ? state.zoneId : NO_ZONE}
      options={[{ value: NO_ZONE, label: t('noZone') }, ...zones.map(({ id }) => ({ value: id, label: id }))]}
      onChange={(id) => state.setZoneId(id === NO_ZONE ? '' : id)}
    />
  );
}
