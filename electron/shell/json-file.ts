import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
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
        removeDrafts(options.folder, `${options.name}.json`);
        store = open();
        return store.get('document');
      } catch (cause) {
        const code = cause instanceof SyntaxError ? 'storeDamaged' : 'fileFailed';
        throw new AppError(code, { params: { name: `${options.name}.json`, folder: options.folder }, cause });
      }
    },
    write(document) {
      atomically(() => {
        store ??= open();
        store.set('document', document);
      });
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

/**
 * electron-store writes in place where it takes its process for a snap, and a kill then damages the file. Every program
 * that is started from a terminal inside a snap is told so, ours too, which is none.
 */
function atomically(write: () => void): void {
  const snap = process.env['SNAP'];
  delete process.env['SNAP'];
  try {
    write();
  } finally {
    if (snap !== undefined) process.env['SNAP'] = snap;
  }
}

/**
 * Removes what a write that was killed left behind, under the name electron-store's writer (atomically) gives a draft: it
 * may hold keys sealed in a way that was given up since.
 */
function removeDrafts(folder: string, fileName: string): void {
  if (!existsSync(folder)) return;
  const beginning = `${fileName}.tmp-`;
  const drafts = readdirSync(folder).filter(
    (name) => name.startsWith(beginning) && /^[0-9a-f]{16}$/u.test(name.slice(beginning.length)),
  );
  for (const draft of drafts) rmSync(path.join(folder, draft), { force: true });
}
