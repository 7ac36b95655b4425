import { useTranslation } from 'react-i18next';
import { formatRelativeTime } from '#shared/format.ts';
import type { Profile } from '#shared/models/profile.ts';
import { useLanguage } from '../../app/use-language.ts';
import { TextField } from '../../components/text-field.tsx';
import { useNow } from '../../components/use-now.ts';
import styles from './profile-dialog.module.css';
import type { ReasonOf } from './profile-form.tsx';

/** The keys. They go one way: what is stored is never shown, and an empty field keeps it. */
export function CredentialFields({ profile, reasonOf }: { profile: Profile | undefined; reasonOf: ReasonOf }) {
  const { t } = useTranslation('profiles');
  const language = useLanguage();
  const now = useNow(null);
  const secretState = profile?.secretState;
  const isKept = secretState === 'ready' || secretState === 'locked';
  const whyGone = secretState === undefined || isKept ? undefined : t(`form.privateKeyGone.${secretState}`);
  const when = formatRelativeTime(profile?.keyStoredAt ?? now, now, language);
  const privateKeyHint = isKept ? t('form.privateKeyKept', { when }) : whyGone;
  return (
    <div className={styles['columns']}>
      <TextField
        label={t('form.publicKey')}
        name="publicKey"
        isCode
        placeholder={profile?.publicKeyMasked}
        hint={profile === undefined ? undefined : t('form.keepHint')}
        error={reasonOf('publicKey')}
      />
      <TextField
        label={t('form.privateKey')}
        name="privateKey"
        type="password"
        isCode
        placeholder={isKept ? '••••••••' : undefined}
        hint={privateKeyHint}
        error={reasonOf('privateKey')}
      />
    </div>
  );
}
