import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bridge, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Section } from './section.tsx';
import styles from './settings.module.css';

/** The way to the practice cloud once there are profiles of one's own. */
export function PracticeSection({ onStarted }: { onStarted: () => void }) {
  const { t } = useTranslation('settings');
  const start = useMutation({
    mutationFn: () => unwrap(bridge.profiles.startPractice()),
    onSuccess: onStarted,
  });
  return (
    <Section title={t('practice.title')} error={start.error}>
      <p className={styles['muted']}>{t('practice.text')}</p>
      <div>
        <Button onClick={() => start.mutate()} disabled={start.isPending}>
          {t('practice.start')}
        </Button>
      </div>
    </Section>
  );
}
