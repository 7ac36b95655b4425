import type { VaultService } from '#core/vault/vault.ts';
import type { Handlers } from '#shared/contract/index.ts';

export function vaultHandlers({ vault }: { vault: VaultService }): Handlers<'vault'> {
  return {
    state: () => vault.state(),
    async unlock({ masterPassword }) {
      await vault.unlock(masterPassword);
      return null;
    },
    lock() {
      vault.lock();
      return null;
    },
    setProtection: ({ protection, masterPassword }) => vault.setProtection(protection, masterPassword),
    async changePassword({ currentPassword, masterPassword }) {
      await vault.changePassword(currentPassword, masterPassword);
      return null;
    },
  };
}
