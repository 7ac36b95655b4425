import type { z } from 'zod';
import { isAppError } from '#shared/errors.ts';
import type { JsonFile } from '../ports.ts';

/** A versioned document in a file: what is in it has passed its schema, on the way in and on the way out. */
export interface Document<T> {
  get(): T;
  /** Replaces the content; on disk when this returns. */
  set(content: T): void;
  /** The dated name a damaged file was given when it was opened; empty when it was sound. */
  readonly damagedFile: string;
}

interface DocumentOptions<Schema extends z.ZodType> {
  file: JsonFile;
  schema: Schema;
  initial: z.infer<Schema>;
  /** Brings an older version's content to the newest; gets what the file holds, unchecked. */
  migrate?: (stored: unknown) => unknown;
}

/**
 * Opens a document. A file that cannot be parsed or does not fit its schema is set aside under a dated name, never
 * overwritten and never fatal: the app starts with the initial content and says so. Throws AppError `fileFailed` when
 * the file is there and cannot be read.
 */
export function openDocument<Schema extends z.ZodType>(options: DocumentOptions<Schema>): Document<z.infer<Schema>> {
  const { file, schema, initial, migrate = (stored: unknown): unknown => stored } = options;
  let content = initial;
  let damagedFile = '';
  try {
    const stored = file.read();
    if (stored !== undefined) content = schema.parse(migrate(stored));
  } catch (error) {
    // A file that could not be read just now may be sound: that is for whoever opens it to report.
    if (isAppError(error) && !isAppError(error, 'storeDamaged')) throw error;
    damagedFile = file.setAside();
  }
  return {
    damagedFile,
    get: () => content,
    set(next) {
      const checked = schema.parse(next);
      file.write(checked);
      content = checked;
    },
  };
}
