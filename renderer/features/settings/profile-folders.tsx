import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bridge, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { profilesQuery, settingsQuery } from '../../queries.ts';
import styles from './settings.module.css';

/** Profiles whose files go to a folder of their own. */
export function ProfileFolders() {
  const { t } = useTranslation('settings');
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const { data: profiles } = useSuspenseQuery(profilesQuery);
  const [chosen, setChosen] = useState('');
  const choose = useMutation({
    mutationFn: (profileId: string) => unwrap(bridge.settings.chooseProfileFolder({ profileId })),
  });
  const clear = useMutation({
    mutationFn: (profileId: string) => unwrap(bridge.settings.clearProfileFolder({ profileId })),
  });
  const own = profiles.filter(({ id }) => settings.profileFolders[id] !== undefined);
  const profileId = profiles.some(({ id }) => id === chosen) ? chosen : settings.activeProfileId || profiles[0]?.id;
  if (profileId === undefined) return null;
  return (
    <div className={styles['profileFolders']}>
      {own.length > 0 && (
        <ul className={styles['hosts']} aria-label={t('profileFolders.list')}>
          {own.map(({ id, name }) => (
            <li key={id} className={styles['host']}>
              <span>
                {name} <code title={settings.profileFolders[id]}>{settings.profileFolders[id]}</code>
              </span>
              <Button
                size="small"
                aria-label={t('profileFolders.removeOf', { name })}
                onClick={() => (clear.isPending ? undefined : clear.mutate(id))}
              >
                {t('profileFolders.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles['withButton']}>
        <SelectField
          label={t('profileFolders.label')}
          value={profileId}
          options={profiles.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setChosen}
        />
        <Button onClick={() => (choose.isPending ? undefined : choose.mutate(profileId))}>
          {t('profileFolders.choose')}
        </Button>
      </div>
    </div>
  );
}
