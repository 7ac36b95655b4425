import { useMutation } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Protection } from '#shared/models/profile.ts';
import { SHORTEST_MASTER_PASSWORD } from '#shared/vault-rules.ts';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { NewPasswordFields } from './new-password-fields.tsx';
import { clearPasswords, passwordIn } from './password-form.ts';
import styles from './vault.module.css';

/** Asks before all keys are sealed for another protection; for a master password, asks for it. */
export function ProtectionDialog(props: { protection: Protection; isOpen: boolean; onClose: () => void }) {
  const { protection, isOpen, onClose } = props;
  const { t } = useTranslation('vault');
  const formId = useId();
  const formRef = useRef<HTMLFormElement>(null);
  const [isDifferent, setIsDifferent] = useState(false);
  const changing = useMutation({
    mutationFn: () => {
      const masterPassword = passwordIn(formRef.current, 'masterPassword');
      return unwrap(bridge.vault.setProtection({ protection, masterPassword }));
    },
    gcTime: 0,
    onSuccess: ({ unreadableCount }) => {
      clearPasswords(formRef.current);
      if (unreadableCount === 0) close();
    },
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
  const isDone = changing.isSuccess;

  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={t(`change.${protection}.title`)}
      description={t(`change.${protection}.text`)}
      actions={
        <>
          <Button onClick={close}>{isDone ? t('close') : t('cancel')}</Button>
          {!isDone && (
            <Button tone="primary" type="submit" form={formId} aria-disabled={changing.isPending}>
              {changing.isPending ? t('change.working') : t(`change.${protection}.action`)}
            </Button>
          )}
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
        {protection === 'password' && !isDone && (
          <NewPasswordFields
            error={isTooShort ? t('password.tooShort', { count: SHORTEST_MASTER_PASSWORD }) : undefined}
            repeatError={isDifferent ? t('password.different') : undefined}
          />
        )}
        {isDone && <p role="status">{t('change.unreadable', { count: changing.data.unreadableCount })}</p>}
        {error !== undefined && !isTooShort && <ErrorAlert error={error} />}
      </form>
    </Dialog>
  );
}
