import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import Store from 'electron-store';
import type { JsonFile } from '#core/ports.ts';
import { AppError } from '#shared/errors.ts';

/**
 * One document in an electron-store file: written atomically, mode 0600, never encrypted by it (that option is not made
 * for secrets). The document sits under one key so that it is replaced as a whole.
 */
export function createJsonFile(options: { folder: string; name: string; now: () => number }): JsonFile {
  const file = path.join(options.folder, `${options.name}.json`);
  const open = () =>
    new Store<{ document?: unknown }>({
      cwd: options.folder,
      name: options.name,
      configFileMode: 0o600,
      clearInvalidConfig: false,
      accessPropertiesByDotNotation: false,
    });
  let store: ReturnType<typeof open> | undefined;

  return {
    read() {
      try {
        store = open();
        return store.get('document');
      } catch (cause) {
        const code = cause instanceof SyntaxError ? 'storeDamaged' : 'fileFailed';
        throw new AppError(code, { params: { name: `${options.name}.json`, folder: options.folder }, cause });
      }
    },
    write(document) {
      store ??= open();
      store.set('document', document);
    },
    setAside() {
      const stamp = new Date(options.now()).toISOString().replaceAll(':', '-').slice(0, 19);
      const name = `${options.name}.damaged-${stamp}.json`;
      store = undefined;
      if (existsSync(file)) renameSync(file, path.join(options.folder, name));
      return name;
    },
  };
}
