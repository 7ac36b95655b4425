import { z } from 'zod';
import { DEFAULT_NAME_TEMPLATE } from '#shared/download-rules.ts';
import { invalidInput } from '#shared/errors.ts';
import type { RememberedForm, Settings } from '#shared/models/settings.ts';
import type { Document } from '../documents/document.ts';
import { parseNameTemplate } from '../downloads/name-template.ts';

export const INITIAL_SETTINGS: Settings = {
  version: 1,
  language: 'system',
  theme: 'system',
  downloadsFolder: '',
  activeProfileId: '',
  autoLockMinutes: 15,
  keyReminderDays: 90,
  concurrentDownloads: 3,
  connectionsPerDownload: 6,
  speedLimit: 0,
  fileNameTemplate: DEFAULT_NAME_TEMPLATE,
  profileFolders: {},
  writeActions: {},
  notifiesOfDownloads: true,
  asksBeforeQuitting: true,
  hidesKeyNames: false,
  plainHttpHosts: [],
  forms: {},
};

const versionOne = z.looseObject({ version: z.literal(1) });

/** What was added to version 1 later begins with its initial value. */
export function completeSettings(stored: unknown): unknown {
  const known = versionOne.safeParse(stored);
  return known.success ? { ...INITIAL_SETTINGS, ...known.data } : stored;
}

type Changeable = {
  [K in keyof Omit<Settings, 'version' | 'plainHttpHosts' | 'forms' | 'profileFolders' | 'writeActions'>]?:
    | Settings[K]
    | undefined;
};

/** What is kept for one profile. */
interface ProfileSettings {
  form: RememberedForm | undefined;
  folder: string | undefined;
  choice: Settings['writeActions'][string] | undefined;
}

export interface SettingsService {
  get(): Settings;
  /** Throws AppError `invalidInput` for a template that cannot be read. */
  change(changes: Changeable): Settings;
  /** Keeps the Get-by-ID form of a profile; silent, since the window that says it knows it. */
  rememberForm(profileId: string, form: RememberedForm): void;
  /** Drops what belonged to a profile that is gone. Until this process ends, `recallProfile` brings it back. */
  forgetProfile(profileId: string): void;
  /** Brings back what `forgetProfile` dropped, for a profile that is back. Nothing for one that was not forgotten. */
  recallProfile(profileId: string): void;
  setPlainHttpConsent(host: string, isAllowed: boolean): Settings;
  /** Gives a profile a folder of its own; an empty one takes it back. */
  setProfileFolder(profileId: string, folder: string): Settings;
  /** Whether actions that change something in the cloud are offered for a profile. */
  setWriteActions(profileId: string, choice: Settings['writeActions'][string]): Settings;
}

export function createSettings(dependencies: {
  document: Document<Settings>;
  onChange: (settings: Settings) => void;
}): SettingsService {
  const { document, onChange } = dependencies;
  const forgotten = new Map<string, ProfileSettings>();
  const store = (next: Settings): Settings => {
    document.set(next);
    onChange(next);
    return next;
  };
  return {
    get: () => document.get(),
    change(changes) {
      if (changes.fileNameTemplate !== undefined) checkTemplate(changes.fileNameTemplate);
      const current = document.get();
      return store({ ...current, ...withoutUndefined(changes) });
    },
    rememberForm(profileId, form) {
      const current = document.get();
      document.set({ ...current, forms: { ...current.forms, [profileId]: form } });
    },
    forgetProfile(profileId) {
      const current = document.get();
      const { [profileId]: form, ...forms } = current.forms;
      const { [profileId]: folder, ...profileFolders } = current.profileFolders;
      const { [profileId]: choice, ...writeActions } = current.writeActions;
      forgotten.set(profileId, { form, folder, choice });
      const activeProfileId = current.activeProfileId === profileId ? '' : current.activeProfileId;
      store({ ...current, forms, profileFolders, writeActions, activeProfileId });
    },
    recallProfile(profileId) {
      const recalled = forgotten.get(profileId);
      if (recalled === undefined) return;
      forgotten.delete(profileId);
      const current = document.get();
      store({
        ...current,
        forms: withEntry(current.forms, profileId, recalled.form),
        profileFolders: withEntry(current.profileFolders, profileId, recalled.folder),
        writeActions: withEntry(current.writeActions, profileId, recalled.choice),
      });
    },
    setPlainHttpConsent(host, isAllowed) {
      const others = document.get().plainHttpHosts.filter((known) => known !== host);
      return store({ ...document.get(), plainHttpHosts: isAllowed ? [...others, host] : others });
    },
    setProfileFolder(profileId, folder) {
      const { [profileId]: _old, ...others } = document.get().profileFolders;
      return store({ ...document.get(), profileFolders: folder === '' ? others : { ...others, [profileId]: folder } });
    },
    setWriteActions: (profileId, choice) =>
      store({ ...document.get(), writeActions: { ...document.get().writeActions, [profileId]: choice } }),
  };
}

function checkTemplate(template: string): void {
  const parsed = parseNameTemplate(template);
  if ('problem' in parsed) throw invalidInput({ fileNameTemplate: parsed.problem });
}

function withEntry<Value>(
  entries: Readonly<Record<string, Value>>,
  key: string,
  value: Value | undefined,
): Record<string, Value> {
  return value === undefined ? { ...entries } : { ...entries, [key]: value };
}

/** A change that is named and yet undefined is none. */
function withoutUndefined(changes: Changeable): Partial<Settings> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
