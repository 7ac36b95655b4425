import { useQueryClient, useSuspenseQuery, type QueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';
import { BridgeError, bridge } from '../../bridge.ts';
import { useCommands } from '../commands/command-context.ts';
import { vaultQuery } from './queries.ts';
import { UnlockDialog } from './unlock-dialog.tsx';

const AskToUnlock = createContext<() => void>(() => undefined);

/** Opens the dialog that unlocks the vault. */
export function useAskToUnlock(): () => void {
  return useContext(AskToUnlock);
}

/**
 * Asks for the master password when the window opens on a locked vault, when something asks for it, and whenever a call
 * failed because the vault was locked; what was asked in vain is asked again after it was unlocked.
 */
export function UnlockPrompt({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { data: vault } = useSuspenseQuery(vaultQuery);
  const [isAsking, setIsAsking] = useState(vault.isLocked);
  const ask = useCallback(() => setIsAsking(true), []);
  const isOpenForGood = vault.protection !== 'password';
  useCommands({
    'vault.lock': {
      run: () => void bridge.vault.lock(),
      blocked: vault.isLocked ? 'alreadyLocked' : isOpenForGood ? 'noMasterPassword' : undefined,
    },
    'vault.unlock': { run: ask, blocked: vault.isLocked ? undefined : 'notLocked' },
  });
  useEffect(() => onLockedError(client, ask), [client, ask]);
  useEffect(() => {
    if (!vault.isLocked) void client.refetchQueries({ predicate: ({ state }) => isLockedError(state.error) });
  }, [client, vault.isLocked]);
  return (
    <AskToUnlock value={ask}>
      {children}
      <UnlockDialog isOpen={isAsking && vault.isLocked} onClose={() => setIsAsking(false)} />
    </AskToUnlock>
  );
}

function onLockedError(client: QueryClient, ask: () => void): () => void {
  const endQueries = client.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'error' && isLockedError(event.action.error)) ask();
  });
  const endMutations = client.getMutationCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'error' && isLockedError(event.action.error)) ask();
  });
  return () => {
    endQueries();
    endMutations();
  };
}

function isLockedError(error: unknown): boolean {
  return error instanceof BridgeError && error.data.code === 'vaultLocked';
}
