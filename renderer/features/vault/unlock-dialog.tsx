import { useMutation } from '@tanstack/react-query';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { explain } from '../../components/explain-error.ts';
import { TextField } from '../../components/text-field.tsx';
import { clearPasswords, focusPassword, passwordIn } from './password-form.ts';

/** Asks for the master password. The call takes no variables, so the password stays in nothing but the field. */
export function UnlockDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('vault');
  const formId = useId();
  const formRef = useRef<HTMLFormElement>(null);
  const unlocking = useMutation({
    mutationFn: () => unwrap(bridge.vault.unlock({ masterPassword: passwordIn(formRef.current, 'masterPassword') })),
    gcTime: 0,
    onSuccess: () => close(),
    onError: () => {
      clearPasswords(formRef.current);
      focusPassword(formRef.current, 'masterPassword');
    },
  });
  const close = (): void => {
    clearPasswords(formRef.current);
    unlocking.reset();
    onClose();
  };
  const error = unlocking.error === null ? undefined : errorData(unlocking.error);
  const isWrong = error?.code === 'wrongMasterPassword';
  const { what, next } = error === undefined ? { what: '', next: '' } : explain(error);

  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={t('unlock.title')}
      description={t('unlock.text')}
      actions={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button tone="primary" type="submit" form={formId} aria-disabled={unlocking.isPending}>
            {unlocking.isPending ? t('unlock.checking') : t('unlock.action')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        ref={formRef}
        onSubmit={(event) => {
          event.preventDefault();
          if (!unlocking.isPending) unlocking.mutate();
        }}
      >
        <TextField
          label={t('password.label')}
          name="masterPassword"
          type="password"
          error={isWrong ? `${what} ${next}` : undefined}
        />
        {error !== undefined && !isWrong && <ErrorAlert error={error} />}
      </form>
    </Dialog>
  );
}
