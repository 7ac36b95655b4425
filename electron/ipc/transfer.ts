import type { ExportProfiles } from '#core/transfer/export.ts';
import type { TransferImport } from '#core/transfer/import.ts';
import type { Handlers } from '#shared/contract/index.ts';

export function transferHandlers(services: {
  exportProfiles: ExportProfiles;
  transferImport: TransferImport;
}): Handlers<'transfer'> {
  const { exportProfiles, transferImport } = services;
  return {
    exportProfiles: (request) => exportProfiles(request),
    openFile: () => transferImport.open(),
    unlock: ({ transferId, passphrase }) => transferImport.unlock(transferId, passphrase),
    apply: ({ transferId, choices }) => transferImport.apply(transferId, choices),
    discard({ transferId }) {
      transferImport.discard(transferId);
      return null;
    },
  };
}
