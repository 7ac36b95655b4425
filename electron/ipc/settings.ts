import { previewFileNames } from '#core/downloads/preview-names.ts';
import type { SettingsService } from '#core/settings/settings.ts';
import type { Handlers } from '#shared/contract/index.ts';

export function settingsHandlers(services: {
  settings: SettingsService;
  /** The system's folder dialog; empty when the user backed out. */
  chooseFolder: (current: string) => Promise<string>;
  onActiveProfile: (profileId: string) => void;
  activeProfileName: () => string;
  now: () => number;
}): Handlers<'settings'> {
  const { settings, chooseFolder } = services;
  return {
    get: () => settings.get(),
    change(changes) {
      const next = settings.change(changes);
      if (changes.activeProfileId !== undefined) services.onActiveProfile(changes.activeProfileId);
      return next;
    },
    rememberForm({ profileId, form }) {
      settings.rememberForm(profileId, form);
      return null;
    },
    async chooseDownloadsFolder() {
      const folder = await chooseFolder(settings.get().downloadsFolder);
      return folder === '' ? settings.get() : settings.change({ downloadsFolder: folder });
    },
    async chooseProfileFolder({ profileId }) {
      const folder = await chooseFolder(settings.get().profileFolders[profileId] ?? settings.get().downloadsFolder);
      return folder === '' ? settings.get() : settings.setProfileFolder(profileId, folder);
    },
    clearProfileFolder: ({ profileId }) => settings.setProfileFolder(profileId, ''),
    setWriteActions: ({ profileId, choice }) => settings.setWriteActions(profileId, choice),
    previewFileNames: ({ template }) => previewFileNames(template, services.activeProfileName(), services.now()),
    setPlainHttpConsent: ({ host, isAllowed }) => settings.setPlainHttpConsent(host, isAllowed),
  };
}
