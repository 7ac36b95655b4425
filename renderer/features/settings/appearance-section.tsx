import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#shared/models/settings.ts';
import { bridge, unwrap } from '../../bridge.ts';
import { SelectField } from '../../components/select-field.tsx';
import { settingsQuery } from '../../queries.ts';
import { Section } from './section.tsx';
import styles from './settings.module.css';

const THEMES = ['system', 'light', 'dark'] as const satisfies readonly Settings['theme'][];

/** A language goes by its own name, so that it can be found in a language one does not read. */
const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'zh-CN', label: '简体中文' },
] as const satisfies readonly { value: Settings['language']; label: string }[];

export function AppearanceSection() {
  const { t } = useTranslation('settings');
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const change = useMutation({
    mutationFn: (changes: Partial<Pick<Settings, 'language' | 'theme'>>) => unwrap(bridge.settings.change(changes)),
  });
  return (
    <Section title={t('appearance.title')} error={change.error}>
      <div className={styles['columns']}>
        <SelectField
          label={t('appearance.language')}
          value={settings.language}
          options={[{ value: 'system', label: t('appearance.system') }, ...LANGUAGES]}
          onChange={(value) => {
            const language = value === 'system' ? value : LANGUAGES.find((each) => each.value === value)?.value;
            if (language !== undefined) change.mutate({ language });
          }}
        />
        <SelectField
          label={t('appearance.theme')}
          value={settings.theme}
          options={THEMES.map((theme) => ({ value: theme, label: t(`appearance.${theme}`) }))}
          onChange={(value) => {
            const theme = THEMES.find((each) => each === value);
            if (theme !== undefined) change.mutate({ theme });
          }}
        />
      </div>
    </Section>
  );
}
