import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import { TextField } from '../../components/text-field.tsx';
import { TokenExpiryField } from './token-expiry-field.tsx';
import styles from './profile-dialog.module.css';
import type { ReasonOf } from './profile-form.tsx';

/** What most profiles do without. It opens by itself where it holds something, or something that is wrong. */
export function AdvancedFields({ profile, reasonOf }: { profile: Profile | undefined; reasonOf: ReasonOf }) {
  const { t } = useTranslation('profiles');
  const [isOpen, setIsOpen] = useState(() => isUsed(profile));
  const isWrong = reasonOf('securityToken') !== undefined || reasonOf('channelKey') !== undefined;
  return (
    <details
      className={styles['advanced']}
      open={isOpen || isWrong}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary className={styles['summary']}>
        <ChevronRight size={14} className={styles['chevron']} aria-hidden />
        {t('form.advanced')}
      </summary>
      <div className={styles['columns']}>
        <TextField
          label={t('form.securityToken')}
          name="securityToken"
          isCode
          placeholder={profile?.hasSecurityToken === true ? t('form.tokenStored') : undefined}
          hint={profile === undefined ? t('form.tokenHint') : t('form.tokenEditHint')}
          error={reasonOf('securityToken')}
        />
        <TokenExpiryField initial={profile?.tokenExpiresAt ?? null} />
        <TextField
          label={t('form.channelKey')}
          name="channelKey"
          isCode
          defaultValue={channelKeyOf(profile)}
          hint={t('form.channelKeyHint')}
          error={reasonOf('channelKey')}
        />
        <TextField
          label={t('form.projectId')}
          name="projectId"
          isCode
          defaultValue={profile?.projectId}
          placeholder="org-…"
          hint={t('form.projectIdHint')}
        />
        <TextField label={t('form.group')} name="group" defaultValue={profile?.group} hint={t('form.groupHint')} />
      </div>
    </details>
  );
}

function channelKeyOf(profile: Profile | undefined): string {
  return profile === undefined || profile.cloud.kind === 'practice' ? '' : profile.cloud.channelKey;
}

function isUsed(profile: Profile | undefined): boolean {
  if (profile === undefined) return false;
  return profile.hasSecurityToken || profile.group !== '' || channelKeyOf(profile) !== '';
}
