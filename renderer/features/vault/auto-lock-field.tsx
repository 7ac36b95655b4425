import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#shared/models/settings.ts';
import { AUTO_LOCK_MINUTES } from '#shared/vault-rules.ts';
import { bridge, unwrap } from '../../bridge.ts';
import { SelectField } from '../../components/select-field.tsx';
import { settingsQuery } from '../../queries.ts';
import { vaultQuery } from './queries.ts';
import styles from './vault.module.css';

/** After how long without input the vault locks itself. Only a master password can lock. */
export function AutoLockField() {
  const { t } = useTranslation('vault');
  const { data: vault } = useSuspenseQuery(vaultQuery);
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const change = useMutation({
    mutationFn: (autoLockMinutes: Settings['autoLockMinutes']) => unwrap(bridge.settings.change({ autoLockMinutes })),
  });
  if (vault.protection !== 'password') return null;
  return (
    <div className={styles['autoLock']}>
      <SelectField
        label={t('autoLock.label')}
        value={String(settings.autoLockMinutes)}
        hint={t('autoLock.hint')}
        options={AUTO_LOCK_MINUTES.map((minutes) => ({
          value: String(minutes),
          label: minutes === 0 ? t('autoLock.never') : t('autoLock.minutes', { count: minutes }),
        }))}
        onChange={(value) => {
          const minutes = AUTO_LOCK_MINUTES.find((each) => String(each) === value);
          if (minutes !== undefined) change.mutate(minutes);
        }}
      />
    </div>
  );
}
