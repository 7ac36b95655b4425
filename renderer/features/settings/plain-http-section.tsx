import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bridge, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { settingsQuery } from '../../queries.ts';
import { Section } from './section.tsx';
import styles from './settings.module.css';

/** Hosts that may send backups unencrypted. Consent is given at the download and withdrawn here. */
export function PlainHttpSection() {
  const { t } = useTranslation('settings');
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const { plainHttpHosts: hosts } = settings;
  const withdraw = useMutation({
    mutationFn: (host: string) => unwrap(bridge.settings.setPlainHttpConsent({ host, isAllowed: false })),
  });
  return (
    <Section title={t('plainHttp.title')} error={withdraw.error}>
      <p className={styles['muted']}>{hosts.length === 0 ? t('plainHttp.none') : t('plainHttp.text')}</p>
      {hosts.length > 0 && (
        <ul className={styles['hosts']} aria-label={t('plainHttp.hosts')}>
          {hosts.map((host) => (
            <li key={host} className={styles['host']}>
              <code>{host}</code>
              <Button
                size="small"
                aria-label={t('plainHttp.removeHost', { host })}
                disabled={withdraw.isPending}
                onClick={() => withdraw.mutate(host)}
              >
                {t('plainHttp.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
