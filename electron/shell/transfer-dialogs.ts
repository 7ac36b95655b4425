import { chooseTarget, openDialog } from './file-dialogs.ts';

const FILTERS = [{ name: 'JSON', extensions: ['json'] }];

/** Asks where profiles are written to; empty when the user backed out. */
export function chooseProfileTarget(suggestedName: string): Promise<string> {
  return chooseTarget(suggestedName, FILTERS);
}

/** Asks for a profile file; empty when the user backed out. */
export async function chooseProfileFile(): Promise<string> {
  const [file = ''] = await openDialog({ filters: FILTERS, properties: ['openFile', 'dontAddToRecent'] });
  return file;
}
