import path from 'node:path';
import { app, BrowserWindow, dialog, type FileFilter, type OpenDialogOptions, type SaveDialogOptions } from 'electron';

/** Asks where a file is written to; empty when the user backed out. It asks by itself before a file is replaced. */
export async function chooseTarget(suggestedName: string, filters: FileFilter[]): Promise<string> {
  const options: SaveDialogOptions = {
    defaultPath: path.join(app.getPath('documents'), suggestedName),
    filters,
    properties: ['showOverwriteConfirmation', 'createDirectory', 'dontAddToRecent'],
  };
  const parent = BrowserWindow.getFocusedWindow();
  const { canceled, filePath } = await (parent === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(parent, options));
  return canceled ? '' : filePath;
}

/** Asks for files or a folder; none when the user backed out. */
export async function openDialog(options: OpenDialogOptions): Promise<string[]> {
  const parent = BrowserWindow.getFocusedWindow();
  const { canceled, filePaths } = await (parent === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(parent, options));
  return canceled ? [] : filePaths;
}

/** Asks for files of any name: backups carry what endings they like. */
export function chooseFiles(): Promise<string[]> {
  return openDialog({ properties: ['openFile', 'multiSelections', 'dontAddToRecent'] });
}
