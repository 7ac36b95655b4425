/** The switches the app reads for itself. */
export interface Switches {
  /** Isolates everything the app keeps. */
  userDataDir: string;
  /** Where files land; source and test builds only. */
  downloadsDir: string;
}

export function readSwitches(options: {
  valueOf: (name: string) => string;
  isPackaged: boolean;
  isTestBuild: boolean;
}): Switches {
  const mayChooseFolder = !options.isPackaged || options.isTestBuild;
  return {
    userDataDir: options.valueOf('user-data-dir'),
    downloadsDir: mayChooseFolder ? options.valueOf('downloads-dir') : '',
  };
}

/** A shipped app answers no debugger: a port on the window is a way to every call the window may make. */
export function mustRefuseToStart(options: {
  hasSwitch: (name: string) => boolean;
  isPackaged: boolean;
  isTestBuild: boolean;
}): boolean {
  if (!options.isPackaged || options.isTestBuild) return false;
  return ['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk'].some(options.hasSwitch);
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
