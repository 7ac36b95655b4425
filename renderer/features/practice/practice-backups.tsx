import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatBytes, shortenMiddle } from '#shared/format.ts';
import type { PracticeBackup } from '#shared/models/practice.ts';
import type { Profile } from '#shared/models/profile.ts';
import { useLanguage } from '../../app/use-language.ts';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { useDefaults } from '../account/use-defaults.ts';
import type { BackupForm } from '../get-by-id/use-backup-form.ts';
import styles from './practice.module.css';

const practiceBackupsQuery = queryOptions({
  queryKey: ['practice', 'backups'],
  queryFn: () => unwrap(bridge.practice.backups()),
});

/** What the practice cloud has to rehearse with; "Use" fills in the form above. */
export function PracticeBackups({ profile, onUse }: { profile: Profile; onUse: (form: Partial<BackupForm>) => void }) {
  const { t } = useTranslation();
  const { data: backups = [], error } = useQuery(practiceBackupsQuery);
  const defaults = useDefaults(profile.id);

  const choose = (backup: PracticeBackup): void => {
    const { backupId, instanceId, kind, zoneId, isCrossZone, slaveZoneId, isCrossRegion } = backup;
    defaults.mutate({ projectId: backup.projectId, regionId: backup.regionId });
    onUse({ backupId, instanceId, kind, zoneId, isCrossZone, slaveZoneId, isCrossRegion });
    document.querySelector('#main')?.scrollTo({ top: 0 });
  };

  return (
    <section className={styles['panel']} aria-labelledby="practice-title">
      <div>
        <h2 id="practice-title" className={styles['title']}>
          {t('practice.title')}
        </h2>
        <p className={styles['context']}>{t('practice.context')}</p>
      </div>
      {error !== null && <ErrorAlert error={errorData(error)} />}
      <div className={styles['frame']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t('practice.note')}</th>
              <th scope="col">{t('practice.backup')}</th>
              <th scope="col">{t('practice.region')}</th>
              <th scope="col" className={styles['number']}>
                {t('practice.size')}
              </th>
              <th scope="col">
                <span className="visually-hidden">{t('practice.use')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {backups.map((backup) => (
              <BackupRow key={`${backup.instanceId} ${backup.backupId}`} backup={backup} onUse={() => choose(backup)} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function BackupRow({ backup, onUse }: { backup: PracticeBackup; onUse: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <tr>
      <td className={styles['note']}>{backup.note[language]}</td>
      <td className={styles['id']} title={backup.backupId}>
        {shortenMiddle(backup.backupId, 16)}
      </td>
      <td className={styles['id']}>{backup.regionId}</td>
      <td className={styles['number']}>{formatBytes(backup.sizeBytes, language)}</td>
      <td>
        <Button size="small" aria-label={t('practice.useNamed', { id: backup.backupId })} onClick={onUse}>
          {t('practice.use')}
        </Button>
      </td>
    </tr>
  );
}
