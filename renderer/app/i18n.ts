import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { COMMAND_NAMES } from '#shared/commands/texts.ts';
import type { Language } from '#shared/models/settings.ts';
import enErrors from '../locales/en/errors.json';
import en from '../locales/en/app.json';
import enBackUp from '../locales/en/backUp.json';
import enBrowse from '../locales/en/browse.json';
import enCommands from '../locales/en/commands.json';
import enHistory from '../locales/en/history.json';
import enReports from '../locales/en/reports.json';
import enImports from '../locales/en/imports.json';
import enNetwork from '../locales/en/network.json';
import enPalette from '../locales/en/palette.json';
import enPaste from '../locales/en/paste.json';
import enComparison from '../locales/en/comparison.json';
import enRestore from '../locales/en/restore.json';
import enPeek from '../locales/en/peek.json';
import enPermissions from '../locales/en/permissions.json';
import enProfiles from '../locales/en/profiles.json';
import enSettings from '../locales/en/settings.json';
import enVault from '../locales/en/vault.json';
import enQueue from '../locales/en/queue.json';
import enTransfer from '../locales/en/transfer.json';
import zhErrors from '../locales/zh-CN/errors.json';
import zh from '../locales/zh-CN/app.json';
import zhBackUp from '../locales/zh-CN/backUp.json';
import zhBrowse from '../locales/zh-CN/browse.json';
import zhCommands from '../locales/zh-CN/commands.json';
import zhHistory from '../locales/zh-CN/history.json';
import zhReports from '../locales/zh-CN/reports.json';
import zhImports from '../locales/zh-CN/imports.json';
import zhNetwork from '../locales/zh-CN/network.json';
import zhPalette from '../locales/zh-CN/palette.json';
import zhPaste from '../locales/zh-CN/paste.json';
import zhComparison from '../locales/zh-CN/comparison.json';
import zhRestore from '../locales/zh-CN/restore.json';
import zhPeek from '../locales/zh-CN/peek.json';
import zhPermissions from '../locales/zh-CN/permissions.json';
import zhProfiles from '../locales/zh-CN/profiles.json';
import zhSettings from '../locales/zh-CN/settings.json';
import zhVault from '../locales/zh-CN/vault.json';
import zhQueue from '../locales/zh-CN/queue.json';
import zhTransfer from '../locales/zh-CN/transfer.json';
import { pseudoTexts } from './pseudo-texts.ts';

const ENGLISH = {
  app: en,
  network: enNetwork,
  palette: enPalette,
  paste: enPaste,
  peek: enPeek,
  restore: enRestore,
  comparison: enComparison,
  permissions: enPermissions,
  profiles: enProfiles,
  settings: enSettings,
  queue: enQueue,
  transfer: enTransfer,
  imports: enImports,
  browse: enBrowse,
  history: enHistory,
  reports: enReports,
  commands: enCommands,
  commandNames: COMMAND_NAMES.en,
  backUp: enBackUp,
  vault: enVault,
  errors: enErrors,
};

const CHINESE: Record<keyof typeof ENGLISH, object> = {
  app: zh,
  network: zhNetwork,
  palette: zhPalette,
  paste: zhPaste,
  peek: zhPeek,
  restore: zhRestore,
  comparison: zhComparison,
  permissions: zhPermissions,
  profiles: zhProfiles,
  settings: zhSettings,
  queue: zhQueue,
  transfer: zhTransfer,
  imports: zhImports,
  browse: zhBrowse,
  history: zhHistory,
  reports: zhReports,
  commands: zhCommands,
  commandNames: COMMAND_NAMES['zh-CN'],
  backUp: zhBackUp,
  vault: zhVault,
  errors: zhErrors,
};

/**
 * Both languages travel with the app; nothing is loaded later. React escapes, so the texts need not.
 * @param hasPseudoTexts makes English as long and strange as another language may be.
 */
export async function startTranslations(language: Language, hasPseudoTexts: boolean): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'app',
    resources: { en: hasPseudoTexts ? pseudoTexts(ENGLISH) : ENGLISH, 'zh-CN': CHINESE },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

export async function changeLanguage(language: Language): Promise<void> {
  document.documentElement.lang = language;
  if (i18next.language !== language) await i18next.changeLanguage(language);
}
