import { useMutation } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SHORTEST_MASTER_PASSWORD } from '#shared/vault-rules.ts';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { explain } from '../../components/explain-error.ts';
import { TextField } from '../../components/text-field.tsx';
import { NewPasswordFields } from './new-password-fields.tsx';
import { clearPasswords, passwordIn } from './password-form.ts';
import styles from './vault.module.css';

/** Puts another master password in the place of the one there is; nothing stored has to be sealed anew for it. */
export function ChangePasswordDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('vault');
  const formId = useId();
  const formRef = useRef<HTMLFormElement>(null);
  const [isDifferent, setIsDifferent] = useState(false);
  const changing = useMutation({
    mutationFn: () => {
      const currentPassword = passwordIn(formRef.current, 'currentPassword');
      const masterPassword = passwordIn(formRef.current, 'masterPassword');
      return unwrap(bridge.vault.changePassword({ currentPassword, masterPassword }));
    },
    gcTime: 0,
    onSuccess: () => close(),
  });
  const close = (): void => {
    clearPasswords(formRef.current);
    setIsDifferent(false);
    changing.reset();
    onClose();
  };
  const submit = (): void => {
    if (changing.isPending) return;
    const isSame = passwordIn(formRef.current, 'masterPassword') === passwordIn(formRef.current, 'repeated');
    setIsDifferent(!isSame);
    if (isSame) changing.mutate();
  };
  const error = changing.error === null ? undefined : errorData(changing.error);
  const isTooShort = error?.fields?.['masterPassword'] !== undefined;
  const isWrong = error?.code === 'wrongMasterPassword';

  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={t('changePassword.title')}
      description={t('changePassword.text')}
      actions={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button tone="primary" type="submit" form={formId} aria-disabled={changing.isPending}>
            {changing.isPending ? t('change.working') : t('changePassword.action')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        ref={formRef}
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={t('password.current')}
          name="currentPassword"
          type="password"
          error={isWrong ? explain(error).what : undefined}
        />
        <NewPasswordFields
          error={isTooShort ? t('password.tooShort', { count: SHORTEST_MASTER_PASSWORD }) : undefined}
          repeatError={isDifferent ? t('password.different') : undefined}
        />
        {error !== undefined && !isTooShort && !isWrong && <ErrorAlert error={error} />}
      </form>
    </Dialog>
  );
}
