import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DEFAULT_NAME_TEMPLATE, NAME_TOKENS } from '#shared/download-rules.ts';
import { bridge, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { settingsQuery } from '../../queries.ts';
import styles from './settings.module.css';
import { useChangeSettings } from './use-change-settings.ts';

/** What files are called: a template, checked and shown at work with every key, kept when one leaves it. */
export function FileNameField() {
  const { t } = useTranslation('settings');
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const [draft, setDraft] = useState<string>();
  const change = useChangeSettings();
  const tokensId = useId();
  const template = draft ?? settings.fileNameTemplate;
  const { data: preview } = useQuery({
    queryKey: ['fileNamePreview', template, settings.activeProfileId],
    queryFn: () => unwrap(bridge.settings.previewFileNames({ template })),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const problem = preview?.problem ?? '';
  const keep = (next: string): void => {
    if (next === settings.fileNameTemplate) setDraft(undefined);
    else change.mutate({ fileNameTemplate: next }, { onSuccess: () => setDraft(undefined) });
  };
  return (
    <div className={styles['fileName']}>
      <TextField
        label={t('fileName.label')}
        isCode
        value={template}
        error={problem === '' ? undefined : t(`errors:fields.${problem}`)}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => keep(template)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep(template);
          if (event.key === 'Escape') setDraft(undefined);
        }}
      />
      <div className={styles['buttons']} role="group" aria-labelledby={tokensId}>
        <span id={tokensId} className={styles['label']}>
          {t('fileName.tokens')}
        </span>
        {NAME_TOKENS.map((token) => (
          <Button
            key={token}
            size="small"
            title={t(`fileName.token.${token}`)}
            onClick={() => keep(`${template}${template === '' ? '' : '_'}{${token}}`)}
          >
            {`{${token}}`}
          </Button>
        ))}
        {template !== DEFAULT_NAME_TEMPLATE && (
          <Button size="small" tone="quiet" onClick={() => keep(DEFAULT_NAME_TEMPLATE)}>
            {t('fileName.reset')}
          </Button>
        )}
      </div>
      <dl className={styles['preview']} aria-live="polite">
        <dt className={styles['label']}>{t('fileName.preview')}</dt>
        {preview?.names.map((name) => (
          <dd key={name}>
            <code>{name}</code>
          </dd>
        ))}
      </dl>
    </div>
  );
}
