import { useMutation } from '@tanstack/react-query';
import { useState, type RefObject } from 'react';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { clearPasswords } from '../vault/password-form.ts';
import { textOf } from './passphrases.ts';

/** Choosing what travels and how. The call takes no variables, so no passphrase stays behind in its state. */
export function useExport(options: {
  formRef: RefObject<HTMLFormElement | null>;
  profileIds: readonly string[];
  only: string | undefined;
  onClose: () => void;
}) {
  const { formRef, profileIds, only, onClose } = options;
  const [left, setLeft] = useState<ReadonlySet<string>>(
    () => new Set(only === undefined ? [] : profileIds.filter((id) => id !== only)),
  );
  const [isEncrypted, setIsEncrypted] = useState(true);
  const [isDifferent, setIsDifferent] = useState(false);
  const chosen = profileIds.filter((id) => !left.has(id));

  const saving = useMutation({
    mutationFn: () => {
      const passphrase = isEncrypted ? textOf(formRef.current, 'passphrase') : '';
      return unwrap(bridge.transfer.exportProfiles({ profileIds: chosen, withSecrets: isEncrypted, passphrase }));
    },
    gcTime: 0,
    onSuccess: ({ outcome }) => {
      if (outcome === 'saved') clearPasswords(formRef.current);
    },
  });
  const error = saving.error === null ? undefined : errorData(saving.error);
  const reason = error?.fields?.['passphrase'];

  return {
    formRef,
    chosen,
    isEncrypted,
    isDifferent,
    reason,
    error: reason === undefined ? error : undefined,
    report: saving.data,
    isSaving: saving.isPending,
    setEncrypted: (next: boolean) => {
      saving.reset();
      setIsEncrypted(next);
    },
    choose: (ids: readonly string[], isChosen: boolean) => {
      const rest = [...left].filter((id) => !ids.includes(id));
      setLeft(new Set(isChosen ? rest : [...rest, ...ids]));
    },
    save: () => {
      if (saving.isPending || chosen.length === 0) return;
      const isSame = textOf(formRef.current, 'passphrase') === textOf(formRef.current, 'repeat');
      setIsDifferent(isEncrypted && !isSame);
      if (!isEncrypted || isSame) saving.mutate();
    },
    // The system's dialog is open, or the file is being written: that cannot be called back.
    close: () => {
      if (saving.isPending) return;
      clearPasswords(formRef.current);
      onClose();
    },
  };
}

export type ExportState = ReturnType<typeof useExport>;
