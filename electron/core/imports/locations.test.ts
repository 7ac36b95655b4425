import { describe, expect, it } from 'vitest';
import { cliFiles } from './locations.ts';

const SYSTEM = { linux: '/home/system', darwin: '/Users/system', win32: String.raw`C:\Users\system` } as const;

describe('the CLI’s folder', () => {
  it.each<[string, keyof typeof SYSTEM, Record<string, string>, string]>([
    ['HOME on Linux', 'linux', { HOME: '/home/dba' }, '/home/dba/.ucloud'],
    ['HOME on macOS', 'darwin', { HOME: '/Users/dba' }, '/Users/dba/.ucloud'],
    ['the system’s word where HOME is empty', 'linux', { HOME: '' }, '/home/system/.ucloud'],
    ['the system’s word where HOME is not a whole path', 'linux', { HOME: 'dba' }, '/home/system/.ucloud'],
    [
      'HOME, whatever Windows’ variables say elsewhere',
      'darwin',
      { HOME: '/Users/dba', USERPROFILE: '/x' },
      '/Users/dba/.ucloud',
    ],
    [
      'HOMEDRIVE and HOMEPATH on Windows',
      'win32',
      { HOMEDRIVE: 'D:', HOMEPATH: String.raw`\dba`, USERPROFILE: String.raw`C:\Users\dba` },
      String.raw`D:\dba\.ucloud`,
    ],
    [
      'USERPROFILE where they are missing',
      'win32',
      { USERPROFILE: String.raw`C:\Users\dba` },
      String.raw`C:\Users\dba\.ucloud`,
    ],
    ['not HOME on Windows', 'win32', { HOME: String.raw`C:\msys\dba` }, String.raw`C:\Users\system\.ucloud`],
    ['the system’s word where Windows’ variables are missing', 'win32', {}, String.raw`C:\Users\system\.ucloud`],
  ])('is in %s', (_what, platform, environment, folder) => {
    expect(cliFiles({ platform, environment, homeFolder: SYSTEM[platform] }).folder).toBe(folder);
  });

  it('holds the two files', () => {
    expect(cliFiles({ platform: 'linux', environment: { HOME: '/home/dba' }, homeFolder: '' })).toMatchObject({
      configFile: '/home/dba/.ucloud/config.json',
      credentialFile: '/home/dba/.ucloud/credential.json',
    });
  });
});
