/** Put in by electron.vite.config.ts at build time. */

/** Whether this build may be driven by a test: it lets `--remote-debugging-port` through when packaged. */
declare const __TEST_BUILD__: boolean;

/** The Electron version that package.json pins; the running one may be another when run from source. */
declare const __PINNED_ELECTRON__: string;
