/** The switches the app reads for itself. */
export interface Switches {
  /** Isolates everything the app keeps. */
  userDataDir: string;
  /** Where files land; source and test builds only. */
  downloadsDir: string;
  /** Whether the window's English is made longer and stranger, to see what does not fit; source and test builds only. */
  hasPseudoTexts: boolean;
}

export function readSwitches(options: {
  valueOf: (name: string) => string;
  isPackaged: boolean;
  isTestBuild: boolean;
}): Switches {
  const isForTests = !options.isPackaged || options.isTestBuild;
  return {
    userDataDir: options.valueOf('user-data-dir'),
    downloadsDir: isForTests ? options.valueOf('downloads-dir') : '',
    hasPseudoTexts: isForTests && options.valueOf('texts') === 'pseudo',
  };
}

/** A port on the window is a way to every call the window may make. */
const DEBUGGERS = ['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk'];
/** They write down what is sent, signatures and links included, or the keys to read it on the wire. */
const EAVESDROPPERS = ['log-net-log', 'ssl-key-log-file'];
/** They let somebody else answer for UCloud, or the window load and do what it may not. */
const LOOSENERS = [
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'host-rules',
  'host-resolver-rules',
  'disable-web-security',
  'allow-running-insecure-content',
];

/** A shipped app does not start under a debugger, nor where Chromium was told to write down or trust too much. */
export function mustRefuseToStart(options: {
  hasSwitch: (name: string) => boolean;
  isPackaged: boolean;
  isTestBuild: boolean;
}): boolean {
  if (!options.isPackaged || options.isTestBuild) return false;
  return [...DEBUGGERS, ...EAVESDROPPERS, ...LOOSENERS].some(options.hasSwitch);
}

/**
 * Whether `--no-sandbox` is honoured: never by a shipped app. From source it is, since root inside a container cannot
 * use Chromium's sandbox at all.
 */
export function mayRunUnsandboxed(options: {
  hasSwitch: (name: string) => boolean;
  isPackaged: boolean;
  isTestBuild: boolean;
}): boolean {
  return (!options.isPackaged || options.isTestBuild) && options.hasSwitch('no-sandbox');
}
