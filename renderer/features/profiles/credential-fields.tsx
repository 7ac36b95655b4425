import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import { TextField } from '../../components/text-field.tsx';
import styles from './profile-dialog.module.css';
import type { ReasonOf } from './profile-form.tsx';

/** The keys. They go one way: what is stored is never shown, and an empty field keeps it. */
export function CredentialFields({ profile, reasonOf }: { profile: Profile | undefined; reasonOf: ReasonOf }) {
  const { t } = useTranslation('profiles');
  const secretState = profile?.secretState;
  const isKept = secretState === 'ready' || secretState === 'locked';
  const whyGone = secretState === undefined || isKept ? undefined : t(`form.privateKeyGone.${secretState}`);
  const privateKeyHint = isKept ? t('form.privateKeyKept') : whyGone;
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
