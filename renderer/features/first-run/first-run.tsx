import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { FlaskConical, KeyRound } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { downloadsQuery } from '../../queries.ts';
import { DownloadList } from '../downloads/download-list.tsx';
import { ProtectionNote } from '../profiles/protection-note.tsx';
import styles from './first-run.module.css';
import { LanguageSwitch } from './language-switch.tsx';
import { Mark } from './mark.tsx';

/** The first thing anybody sees: what this is, and the ways in. */
export function FirstRun(props: { onAddProfile: () => void; onImport: () => void; onImportFile: () => void }) {
  const { onAddProfile, onImport, onImportFile } = props;
  const { t } = useTranslation('profiles');
  // Those of a profile that was deleted: its files are still the user's.
  const { data: downloads } = useSuspenseQuery(downloadsQuery);
  const practice = useMutation({ mutationFn: () => unwrap(bridge.profiles.startPractice()) });
  return (
    <main className={styles['screen']} tabIndex={-1}>
      <div className={styles['column']}>
        <header className={styles['head']}>
          <Mark className={styles['mark']} />
          <div>
            <h1 className={styles['name']}>Backhaul</h1>
            <p className={styles['purpose']}>{t('firstRun.purpose')}</p>
          </div>
        </header>
        <div className={styles['choices']}>
          <Choice
            icon={<KeyRound size={18} aria-hidden />}
            title={t('firstRun.ownTitle')}
            text={t('firstRun.ownText')}
            action={t('firstRun.own')}
            tone="primary"
            onChoose={onAddProfile}
          />
          <Choice
            icon={<FlaskConical size={18} aria-hidden />}
            title={t('firstRun.practiceTitle')}
            text={t('firstRun.practiceText')}
            action={t('firstRun.practice')}
            tone="plain"
            onChoose={() => {
              if (!practice.isPending) practice.mutate();
            }}
          />
        </div>
        <p className={styles['import']}>
          {t('imports:firstRun')}
          <Button size="small" onClick={onImport}>
            {t('imports:title.ucloudCli')}
          </Button>
        </p>
        <p className={styles['import']}>
          {t('transfer:import.offer')}
          <Button size="small" onClick={onImportFile}>
            {t('transfer:import.button')}
          </Button>
        </p>
        {downloads.length > 0 && <DownloadList downloads={downloads} />}
        {practice.error !== null && <ErrorAlert error={errorData(practice.error)} />}
        <footer className={styles['foot']}>
          <ProtectionNote />
          <LanguageSwitch />
        </footer>
      </div>
    </main>
  );
}

function Choice(props: {
  icon: ReactNode;
  title: string;
  text: string;
  action: string;
  tone: 'primary' | 'plain';
  onChoose: () => void;
}) {
  const { icon, title, text, action, tone, onChoose } = props;
  const id = useId();
  return (
    <section className={styles['choice']} aria-labelledby={`${id}-title`}>
      <span className={styles['icon']}>{icon}</span>
      <h2 id={`${id}-title`} className={styles['title']}>
        {title}
      </h2>
      <p id={`${id}-text`} className={styles['text']}>
        {text}
      </p>
      <Button tone={tone} aria-describedby={`${id}-text`} onClick={onChoose}>
        {action}
      </Button>
    </section>
  );
}
