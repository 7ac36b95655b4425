import path from 'node:path';
import { app, BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron';

const FILTERS = [{ name: 'JSON', extensions: ['json'] }];

/** Asks where profiles are written to; empty when the user backed out. It asks by itself before a file is replaced. */
export async function chooseProfileTarget(suggestedName: string): Promise<string> {
  const options: SaveDialogOptions = {
    defaultPath: path.join(app.getPath('documents'), suggestedName),
    filters: FILTERS,
    properties: ['showOverwriteConfirmation', 'createDirectory', 'dontAddToRecent'],
  };
  const parent = BrowserWindow.getFocusedWindow();
  const { canceled, filePath } = await (parent === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(parent, options));
  return canceled ? '' : filePath;
}

/** Asks for a profile file; empty when the user backed out. */
export async function chooseProfileFile(): Promise<string> {
  const options: OpenDialogOptions = { filters: FILTERS, properties: ['openFile', 'dontAddToRecent'] };
  const parent = BrowserWindow.getFocusedWindow();
  const { canceled, filePaths } = await (parent === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(parent, options));
  return canceled ? '' : (filePaths[0] ?? '');
}
