import path from 'node:path';

export interface CliFiles {
  folder: string;
  configFile: string;
  credentialFile: string;
}

/**
 * Where ucloud-cli keeps its files: `.ucloud` in the home folder, which is HOME, or on Windows HOMEDRIVE and HOMEPATH
 * together and else USERPROFILE (ucloud-cli, config.go).
 *
 * @param homeFolder what the system says, for when the environment says nothing sensible.
 */
export function cliFiles(options: {
  platform: string;
  environment: Readonly<Record<string, string | undefined>>;
  homeFolder: string;
}): CliFiles {
  const { platform, environment, homeFolder } = options;
  const isWindows = platform === 'win32';
  const paths = isWindows ? path.win32 : path.posix;
  const { HOMEDRIVE = '', HOMEPATH = '', USERPROFILE = '', HOME = '' } = environment;
  const candidates = isWindows ? [`${HOMEDRIVE}${HOMEPATH}`, USERPROFILE] : [HOME];
  const folder = paths.join(candidates.find((candidate) => paths.isAbsolute(candidate)) ?? homeFolder, '.ucloud');
  return {
    folder,
    configFile: paths.join(folder, 'config.json'),
    credentialFile: paths.join(folder, 'credential.json'),
  };
}
