import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Bundles the engine with its Electron start into an app of its own. @returns the app's folder. */
export async function buildElectronEngine(): Promise<string> {
  const folder = path.join(ROOT, '.cache/bench/electron');
  mkdirSync(folder, { recursive: true });
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    build: {
      ssr: path.join(import.meta.dirname, 'engine-electron.ts'),
      outDir: folder,
      target: 'node20.18',
      rolldownOptions: { external: ['electron'], output: { entryFileNames: 'main.js' } },
    },
    ssr: { noExternal: true },
  });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'bench', main: 'main.js', type: 'module' }));
  return folder;
}
