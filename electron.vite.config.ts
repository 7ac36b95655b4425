import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = import.meta.dirname;
const isTestBuild = process.env['BACKHAUL_TEST_BUILD'] === '1';
/** The same two folders as in scripts/build.mjs. */
const outFolder = isTestBuild ? join(root, '.cache', 'test-build') : join(root, 'out');

/** The oldest engines that run this code: those of the repackaged runtime of scripts/electron-runtime.mjs. */
const oldestNode = 'node20.18';
const oldestChromium = 'chrome130';

const buildConstants = {
  __TEST_BUILD__: JSON.stringify(isTestBuild),
  __PINNED_ELECTRON__: JSON.stringify(pinnedElectron()),
};

export default defineConfig({
  main: {
    define: buildConstants,
    build: {
      outDir: join(outFolder, 'main'),
      target: oldestNode,
      sourcemap: true,
      rolldownOptions: {
        input: {
          main: join(root, 'electron', 'main.ts'),
          // Threads of their own, found beside main.js by these names.
          'hash-worker': join(root, 'electron', 'core', 'downloads', 'hash-worker.ts'),
          'check-worker': join(root, 'electron', 'core', 'rdb', 'check-worker.ts'),
          'practice-worker': join(root, 'electron', 'core', 'practice', 'worker.ts'),
        },
      },
    },
  },
  preload: {
    define: buildConstants,
    build: {
      outDir: join(outFolder, 'preload'),
      target: oldestNode,
      sourcemap: true,
      // A sandboxed preload can require nothing but Electron, and only as CommonJS: one file with everything in it.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: join(root, 'electron', 'preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: join(root, 'renderer'),
    plugins: [react()],
    define: buildConstants,
    build: {
      outDir: join(outFolder, 'renderer'),
      target: oldestChromium,
      minify: true,
      // The page's policy allows fonts from files only, so nothing is turned into a data: URL.
      assetsInlineLimit: 0,
      rolldownOptions: { input: join(root, 'renderer', 'index.html') },
    },
  },
});

function pinnedElectron(): string {
  const manifest: { devDependencies: { electron: string } } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  return manifest.devDependencies.electron;
}
