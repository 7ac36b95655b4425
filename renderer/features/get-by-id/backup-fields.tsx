import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { cleanPastedId } from '#shared/backup-checks.ts';
import type { FieldReason } from '#shared/errors.ts';
import type { BackupRef, InstanceKind } from '#shared/models/backup.ts';
import type { Profile } from '#shared/models/profile.ts';
import { CheckField } from '../../components/check-field.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { regionsQuery } from '../account/queries.ts';
import styles from './page.module.css';
import type { BackupForm } from './use-backup-form.ts';

/** Base UI's select tells "nothing chosen" from "the empty choice" by a value that is not empty. */
const NO_ZONE = '-';

export type FieldErrors = Partial<Record<keyof BackupRef, FieldReason>>;

export function BackupFields(props: {
  profile: Profile;
  form: BackupForm;
  errors: FieldErrors;
  onChange: (changes: Partial<BackupForm>) => void;
  /** More than an id was pasted. */
  onText: (text: string) => void;
}) {
  const { profile, form, errors, onChange, onText } = props;
  const { t } = useTranslation();
  const { data: regions = [] } = useQuery({ ...regionsQuery(profile.id), enabled: profile.secretState === 'ready' });
  const zones = regions.find(({ id }) => id === profile.regionId)?.zones ?? [];
  const zoneOptions = [
    { value: NO_ZONE, label: t('getById.noZone') },
    ...zones.map(({ id }) => ({ value: id, label: id })),
  ];
  const reason = (field: keyof BackupRef): string | undefined => {
    const why = errors[field];
    return why === undefined ? undefined : t(`errors:fields.${why}`);
  };
  /** Only where it changes something: a change on leaving a field moves what is being clicked. */
  const clean = (field: 'backupId' | 'instanceId'): void => {
    const cleaned = cleanPastedId(form[field]);
    if (cleaned !== form[field]) onChange({ [field]: cleaned });
  };
  const zone = (value: string): string => (value === NO_ZONE ? '' : value);
  const kinds: { value: InstanceKind; label: string }[] = [
    { value: 'masterReplica', label: t('getById.masterReplica') },
    { value: 'distributed', label: t('getById.distributed') },
  ];

  return (
    <>
      <TextField
        label={t('getById.backupId')}
        isCode
        value={form.backupId}
        error={reason('backupId')}
        placeholder={t('getById.backupIdPlaceholder')}
        onChange={({ target }) => onChange({ backupId: target.value })}
        onBlur={() => clean('backupId')}
        onPaste={(event) => {
          event.preventDefault();
          const text = cleanPastedId(event.clipboardData.getData('text'));
          if (/[\s/]/u.test(text)) onText(text);
          else onChange({ backupId: text });
        }}
      />
      <div className={styles['row']}>
        <SelectField
          label={t('getById.kind')}
          value={form.kind}
          options={kinds}
          onChange={(kind) => onChange({ kind: kind === 'distributed' ? 'distributed' : 'masterReplica' })}
        />
        <TextField
          label={t('getById.instanceId')}
          isCode
          value={form.instanceId}
          error={reason('instanceId')}
          placeholder={form.kind === 'distributed' ? 'udredis-…' : 'uredis-…'}
          onChange={({ target }) => onChange({ instanceId: target.value })}
          onBlur={() => clean('instanceId')}
        />
        <SelectField
          label={t('getById.zone')}
          value={form.zoneId === '' ? NO_ZONE : form.zoneId}
          options={withChosen(zoneOptions, form.zoneId)}
          error={reason('zoneId')}
          disabled={profile.regionId === ''}
          hint={profile.regionId === '' ? t('getById.regionFirst') : undefined}
          onChange={(value) => onChange({ zoneId: zone(value) })}
        />
        {form.isCrossZone && form.kind === 'masterReplica' && (
          <SelectField
            label={t('getById.slaveZone')}
            value={form.slaveZoneId === '' ? NO_ZONE : form.slaveZoneId}
            options={withChosen(zoneOptions, form.slaveZoneId)}
            error={reason('slaveZoneId')}
            onChange={(value) => onChange({ slaveZoneId: zone(value) })}
          />
        )}
      </div>
      {form.kind === 'masterReplica' && (
        <div className={styles['checks']}>
          <CheckField
            label={t('getById.crossZone')}
            hint={t('getById.crossZoneHint')}
            checked={form.isCrossZone}
            onChange={(isCrossZone) => onChange({ isCrossZone, ...(isCrossZone ? {} : { slaveZoneId: '' }) })}
          />
          <CheckField
            label={t('getById.crossRegion')}
            hint={t('getById.crossRegionHint')}
            checked={form.isCrossRegion}
            onChange={(isCrossRegion) => onChange({ isCrossRegion })}
          />
        </div>
      )}
    </>
  );
}

/** A remembered zone stays choosable even where the region no longer lists it. */
function withChosen(options: readonly { value: string; label: string }[], chosen: string) {
  const isListed = chosen === '' || options.some(({ value }) => value === chosen);
  return isListed ? options : [...options, { value: chosen, label: chosen }];
}
