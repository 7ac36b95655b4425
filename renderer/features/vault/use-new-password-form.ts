import { useMutation } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SHORTEST_MASTER_PASSWORD } from '#shared/vault-rules.ts';
import { errorData } from '../../bridge.ts';
import { clearPasswords, passwordIn } from './password-form.ts';

/**
 * A form in which a new master password is typed twice. What is typed is read from its fields when it is sent, and
 * cleared with it: it enters no state of a component or of a mutation.
 */
export function useNewPasswordForm<T>(options: {
  send: (form: HTMLFormElement | null) => Promise<T>;
  onClose: () => void;
  /** Whether the answer is to be read before the form closes. */
  staysOpen?: (answer: T) => boolean;
}) {
  const { t } = useTranslation('vault');
  const formId = useId();
  const formRef = useRef<HTMLFormElement>(null);
  const [isDifferent, setIsDifferent] = useState(false);
  const sending = useMutation({
    mutationFn: () => options.send(formRef.current),
    gcTime: 0,
    onSuccess: (answer) => {
      clearPasswords(formRef.current);
      if (options.staysOpen?.(answer) !== true) close();
    },
  });
  const close = (): void => {
    clearPasswords(formRef.current);
    setIsDifferent(false);
    sending.reset();
    options.onClose();
  };
  const submit = (event: { preventDefault(): void }): void => {
    event.preventDefault();
    if (sending.isPending) return;
    const isSame = passwordIn(formRef.current, 'masterPassword') === passwordIn(formRef.current, 'repeated');
    setIsDifferent(!isSame);
    if (isSame) sending.mutate();
  };
  const error = sending.error === null ? undefined : errorData(sending.error);
  const isTooShort = error?.fields?.['masterPassword'] !== undefined;

  return {
    form: { id: formId, ref: formRef, onSubmit: submit },
    close,
    isPending: sending.isPending,
    answer: sending.data,
    /** What went wrong, where it is not about the new password itself. */
    error: isTooShort ? undefined : error,
    newPassword: {
      error: isTooShort ? t('password.tooShort', { count: SHORTEST_MASTER_PASSWORD }) : undefined,
      repeatError: isDifferent ? t('password.different') : undefined,
    },
  };
}
