import { useMutation } from '@tanstack/react-query';
import { useState, type RefObject } from 'react';
import type { TransferChoice, TransferRow } from '#shared/models/transfer.ts';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { clearPasswords } from '../vault/password-form.ts';
import { textOf } from './passphrases.ts';

interface OpenedFile {
  transferId: string;
  fileName: string;
  needsPassphrase: boolean;
  createdAt: number;
  /** What a file without secrets holds. */
  rows: TransferRow[] | undefined;
}

/** From a file to profiles: choosing it, opening it, comparing, importing. What is decrypted stays in the desktop process. */
export function useFileImport(formRef: RefObject<HTMLFormElement | null>) {
  // It stays open when the dialog for another one is cancelled.
  const [file, setFile] = useState<OpenedFile>();
  const [isOpen, setIsOpen] = useState(false);
  const [choices, setChoices] = useState<ReadonlyMap<string, TransferChoice>>(new Map());

  const opening = useMutation({
    mutationFn: async () => {
      const chosen = await unwrap(bridge.transfer.openFile());
      if (chosen === null) return undefined;
      const { transferId, needsPassphrase } = chosen;
      const rows = needsPassphrase ? undefined : await unwrap(bridge.transfer.unlock({ transferId, passphrase: '' }));
      return { ...chosen, rows };
    },
    gcTime: 0,
    onSuccess: (opened) => {
      if (opened === undefined) return;
      setFile(opened);
      unlocking.reset();
      applying.reset();
      setChoices(new Map());
      setIsOpen(true);
    },
    onError: () => {
      setFile(undefined);
      setIsOpen(true);
    },
  });
  const transferId = file?.transferId ?? '';
  // No variables: no passphrase stays behind in its state.
  const unlocking = useMutation({
    mutationFn: () => {
      const passphrase = textOf(formRef.current, 'passphrase');
      return unwrap(bridge.transfer.unlock({ transferId, passphrase }));
    },
    gcTime: 0,
    onSettled: (_rows, failure) => {
      // A locked vault says nothing against the passphrase: it is asked the same again after unlocking.
      if (failure === null || !isLocked(failure)) clearPasswords(formRef.current);
    },
  });
  const rows = file?.rows ?? unlocking.data;
  const applying = useMutation({
    mutationFn: (chosen: { rowId: string; choice: TransferChoice }[]) =>
      unwrap(bridge.transfer.apply({ transferId, choices: chosen })),
  });
  const choiceOf = ({ rowId, choices: offered }: TransferRow): TransferChoice =>
    choices.get(rowId) ?? offered[0] ?? 'skip';
  const failure = opening.error ?? unlocking.error ?? applying.error;

  return {
    formRef,
    isOpen,
    file,
    rows,
    results: applying.data,
    choiceOf,
    importCount: rows?.filter((row) => choiceOf(row) !== 'skip').length ?? 0,
    error: failure === null ? undefined : errorData(failure),
    /** Whether this file can still be gone on with. */
    isUsable: opening.error === null && (applying.error === null || isLocked(applying.error)),
    isUnlocking: unlocking.isPending,
    open: () => {
      if (!opening.isPending) opening.mutate();
    },
    unlock: () => {
      if (!unlocking.isPending) unlocking.mutate();
    },
    choose: ({ rowId }: TransferRow, choice: TransferChoice) => setChoices(new Map([...choices, [rowId, choice]])),
    apply: () => {
      if (rows === undefined || applying.isPending) return;
      applying.mutate(rows.map((row) => ({ rowId: row.rowId, choice: choiceOf(row) })));
    },
    close: () => {
      if (applying.isPending) return;
      clearPasswords(formRef.current);
      setIsOpen(false);
      if (transferId !== '') void bridge.transfer.discard({ transferId });
    },
  };
}

export type FileImportState = ReturnType<typeof useFileImport>;

function isLocked(error: Error): boolean {
  return errorData(error).code === 'vaultLocked';
}
