import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import styles from './profile-dialog.module.css';
import { ProfileForm } from './profile-form.tsx';
import { useProfileForm } from './use-profile-form.ts';

/** Makes a profile, or edits one. */
export function ProfileDialog(props: {
  isOpen: boolean;
  onClose: () => void;
  profile: Profile | undefined;
  onSaved: (profile: Profile) => void;
}) {
  const { isOpen, onClose, profile, onSaved } = props;
  const { t } = useTranslation('profiles');
  const formId = useId();
  const formRef = useRef<HTMLFormElement>(null);
  const state = useProfileForm({ formRef, profile, onClose, onSaved });
  const { isSaving } = state;
  const { isTesting } = state.permissions;

  return (
    <Dialog
      isOpen={isOpen}
      isForm
      isProd={profile?.environment === 'prod'}
      onClose={state.close}
      title={profile === undefined ? t('form.addTitle') : t('form.editTitle', { name: profile.name })}
      actions={
        // Never really disabled while a call runs: that would take the focus away.
        <>
          <Button className={styles['test']} aria-disabled={isTesting || isSaving} onClick={state.test}>
            {isTesting ? t('form.testing') : t('form.test')}
          </Button>
          <Button onClick={state.close}>{t('cancel')}</Button>
          <Button tone="primary" type="submit" form={formId} aria-disabled={isSaving}>
            {t('form.save')}
          </Button>
        </>
      }
    >
      <ProfileForm formRef={formRef} id={formId} profile={profile} state={state} />
    </Dialog>
  );
}
