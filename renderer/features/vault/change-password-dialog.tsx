import { useTranslation } from 'react-i18next';
import { bridge, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { explain } from '../../components/explain-error.ts';
import { TextField } from '../../components/text-field.tsx';
import { NewPasswordFields } from './new-password-fields.tsx';
import { passwordIn } from './password-form.ts';
import { useNewPasswordForm } from './use-new-password-form.ts';
import styles from './vault.module.css';

/** Puts another master password in the place of the one there is; nothing stored has to be sealed anew for it. */
export function ChangePasswordDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('vault');
  const { form, close, isPending, error, newPassword } = useNewPasswordForm({
    send: (typed) => {
      const currentPassword = passwordIn(typed, 'currentPassword');
      const masterPassword = passwordIn(typed, 'masterPassword');
      return unwrap(bridge.vault.changePassword({ currentPassword, masterPassword }));
    },
    onClose,
  });
  const isWrong = error?.code === 'wrongMasterPassword';

  return (
    <Dialog
      isOpen={isOpen}
      isForm
      onClose={close}
      title={t('changePassword.title')}
      description={t('changePassword.text')}
      actions={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button tone="primary" type="submit" form={form.id} aria-disabled={isPending}>
            {isPending ? t('change.working') : t('changePassword.action')}
          </Button>
        </>
      }
    >
      <form {...form} className={styles['form']}>
        <TextField
          label={t('password.current')}
          name="currentPassword"
          type="password"
          error={isWrong ? explain(error).what : undefined}
        />
        <NewPasswordFields {...newPassword} />
        {error !== undefined && !isWrong && <ErrorAlert error={error} />}
      </form>
    </Dialog>
  );
}
