import { app } from 'electron';
import type { SecretKeeper } from '#core/vault/secrets.ts';
import type { Bridge } from '#shared/contract/index.ts';
import type { Result } from '#shared/result.ts';

type AppInfo = Awaited<ReturnType<Bridge['app']['info']>> extends Result<infer Info> ? Info : never;

/** What the window wants to know of the program and the machine it runs on. */
export async function describeApp(options: {
  secrets: SecretKeeper;
  damagedFiles: readonly string[];
}): Promise<AppInfo> {
  return {
    version: app.getVersion(),
    runtimeVersion: process.versions.electron,
    isPinnedRuntime: process.versions.electron === __PINNED_ELECTRON__,
    platform: platformName(process.platform),
    systemLanguage: isChinese(app.getPreferredSystemLanguages()[0] ?? app.getLocale()) ? 'zh-CN' : 'en',
    protection: await options.secrets.protectionNow(),
    keychainBackend: options.secrets.backend(),
    damagedFiles: [...options.damagedFiles],
  };
}

function platformName(platform: string): AppInfo['platform'] {
  return platform === 'darwin' || platform === 'linux' || platform === 'win32' ? platform : 'other';
}

function isChinese(language: string): boolean {
  return language.toLowerCase().startsWith('zh');
}
