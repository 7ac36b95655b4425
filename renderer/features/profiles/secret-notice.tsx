import { useSuspenseQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import { Button } from '../../components/button.tsx';
import { LockedNotice } from '../vault/locked-notice.tsx';
import { infoQuery } from '../../queries.ts';
import styles from './secret-notice.module.css';

/** Says why a profile cannot sign, and the way back. Nothing for a profile that can. */
export function SecretNotice({ profile, onEdit }: { profile: Profile; onEdit: () => void }) {
  const { t } = useTranslation('profiles');
  const titleId = useId();
  const { data: info } = useSuspenseQuery(infoQuery);
  if (profile.secretState === 'ready') return null;
  if (profile.secretState === 'locked') return <LockedNotice />;
  const system = info.platform === 'linux' ? 'linux' : 'other';
  const isMissing = profile.secretState === 'missing';
  return (
    <section aria-labelledby={titleId} className={styles['notice']}>
      <KeyRound size={16} className={styles['icon']} aria-hidden />
      <div className={styles['text']}>
        <p id={titleId} className={styles['what']}>
          {t(`secret.${profile.secretState}.what`, { name: profile.name })}
        </p>
        <p>{isMissing ? t('secret.missing.next') : t(`secret.unreadable.next.${system}`)}</p>
      </div>
      <Button size="small" onClick={onEdit}>
        {t('secret.retype')}
      </Button>
    </section>
  );
}
