import { app } from 'electron';
import type { SecretKeeper } from '#core/vault/secrets.ts';
import type { Bridge } from '#shared/contract/index.ts';
import type { Result } from '#shared/result.ts';

type AppInfo = Awaited<ReturnType<Bridge['app']['info']>> extends Result<infer Info> ? Info : never;

/** What the window wants to know of the program and the machine it runs on. */
export async function describeApp(options: {
  secrets: SecretKeeper;
  damagedFiles: readonly string[];
  defaultDownloadsFolder: string;
  hasPseudoTexts: boolean;
}): Promise<AppInfo> {
  return {
    version: app.getVersion(),
    runtimeVersion: process.versions.electron,
    isPinnedRuntime: process.versions.electron === __PINNED_ELECTRON__,
    platform: platformName(process.platform),
    systemLanguage: isChineseSystem() ? 'zh-CN' : 'en',
    hasPseudoTexts: options.hasPseudoTexts,
    defaultDownloadsFolder: options.defaultDownloadsFolder,
    protection: await options.secrets.protectionNow(),
    keychainBackend: options.secrets.backend(),
    damagedFiles: [...options.damagedFiles],
  };
}

function platformName(platform: string): AppInfo['platform'] {
  return platform === 'darwin' || platform === 'linux' || platform === 'win32' ? platform : 'other';
}

/** Whether the user reads the system in Chinese. */
export function isChineseSystem(): boolean {
  const language = app.getPreferredSystemLanguages()[0] ?? app.getLocale();
  return language.toLowerCase().startsWith('zh');
}
