import path from 'node:path';
import { isThere, writeWholeFile } from '../documents/whole-file.ts';

/** Where something was saved; empty where the user backed out. */
export interface SavedFile {
  readonly fileName: string;
  readonly folder: string;
}

/** The system's save dialog; empty when the user backed out. */
export type ChooseTarget = (suggestedName: string, extension: string) => Promise<string>;

const NOWHERE: SavedFile = { fileName: '', folder: '' };

/** Asks where to, and writes the text. Throws AppErrors of a file. */
export async function saveText(chooseTarget: ChooseTarget, suggestedName: string, text: string): Promise<SavedFile> {
  const target = await chooseTarget(suggestedName, path.extname(suggestedName).slice(1));
  if (target === '') return NOWHERE;
  await writeWholeFile(target, Buffer.from(text), await isThere(target));
  return { fileName: path.basename(target), folder: path.dirname(target) };
}
