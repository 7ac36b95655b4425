import { useTranslation } from 'react-i18next';
import type { Protection } from '#shared/models/profile.ts';
import { bridge, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { NewPasswordFields } from './new-password-fields.tsx';
import { passwordIn } from './password-form.ts';
import { useNewPasswordForm } from './use-new-password-form.ts';
import styles from './vault.module.css';

/** Asks before all keys are sealed for another protection; for a master password, asks for it. */
export function ProtectionDialog(props: { protection: Protection; isOpen: boolean; onClose: () => void }) {
  const { protection, isOpen, onClose } = props;
  const { t } = useTranslation('vault');
  const { form, close, isPending, answer, error, newPassword } = useNewPasswordForm({
    send: (typed) =>
      unwrap(bridge.vault.setProtection({ protection, masterPassword: passwordIn(typed, 'masterPassword') })),
    onClose,
    staysOpen: ({ unreadableCount }) => unreadableCount > 0,
  });
  const isDone = answer !== undefined;

  return (
    <Dialog
      isOpen={isOpen}
      isForm
      onClose={close}
      title={t(`change.${protection}.title`)}
      description={t(`change.${protection}.text`)}
      actions={
        <>
          <Button onClick={close}>{isDone ? t('close') : t('cancel')}</Button>
          {!isDone && (
            <Button tone="primary" type="submit" form={form.id} aria-disabled={isPending}>
              {isPending ? t('change.working') : t(`change.${protection}.action`)}
            </Button>
          )}
        </>
      }
    >
      <form {...form} className={styles['form']}>
        {protection === 'password' && !isDone && <NewPasswordFields {...newPassword} />}
        {isDone && <p role="status">{t('change.unreadable', { count: answer.unreadableCount })}</p>}
        {error !== undefined && <ErrorAlert error={error} />}
      </form>
    </Dialog>
  );
}
