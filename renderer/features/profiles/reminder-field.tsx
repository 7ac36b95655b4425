import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { KEY_REMINDER_DAYS } from '#shared/key-rules.ts';
import { errorData } from '../../bridge.ts';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { settingsQuery } from '../../queries.ts';
import { useChangeSettings } from '../settings/use-change-settings.ts';
import styles from './reminder-field.module.css';

/** At what age a key is worth replacing. */
export function ReminderField() {
  const { t } = useTranslation('profiles');
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const change = useChangeSettings();
  return (
    <div className={styles['field']}>
      <SelectField
        label={t('reminder.label')}
        value={String(settings.keyReminderDays)}
        hint={t('reminder.hint')}
        options={KEY_REMINDER_DAYS.map((days) => ({
          value: String(days),
          label: days === 0 ? t('reminder.never') : t('reminder.after', { count: days }),
        }))}
        onChange={(value) => {
          const keyReminderDays = KEY_REMINDER_DAYS.find((each) => String(each) === value);
          if (keyReminderDays !== undefined) change.mutate({ keyReminderDays });
        }}
      />
      {change.error !== null && <ErrorAlert error={errorData(change.error)} />}
    </div>
  );
}
