import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { bridge, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { infoQuery } from '../../queries.ts';
import { Section } from './section.tsx';
import styles from './settings.module.css';

export function AboutSection() {
  const { t } = useTranslation('settings');
  const { data: info } = useSuspenseQuery(infoQuery);
  const open = useMutation({
    mutationFn: () => unwrap(bridge.app.openPage({ page: 'apiDocumentation', presetId: '' })),
  });
  return (
    <Section title={t('about.title')} error={open.error}>
      <dl className={styles['facts']}>
        <dt>{t('about.version')}</dt>
        <dd>{info.version}</dd>
        <dt>Electron</dt>
        <dd>
          {info.runtimeVersion}
          <span className={styles['aside']}>{info.isPinnedRuntime ? t('about.pinned') : t('about.notPinned')}</span>
        </dd>
        <dt>{t('about.licence')}</dt>
        <dd>MIT</dd>
      </dl>
      <p className={styles['muted']}>{t('about.independent')}</p>
      <Button tone="quiet" size="small" className={styles['link']} onClick={() => open.mutate()}>
        {t('about.documentation')}
        <ExternalLink size={12} aria-hidden />
      </Button>
    </Section>
  );
}
