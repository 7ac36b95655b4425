import { z } from 'zod';
import type { FileProblem, ImportNote } from '#shared/models/import.ts';
import { listOf } from '../ucloud/tolerant.ts';
import { foundProfile, type FoundProfile } from './found-profile.ts';
import type { FileText } from './read-file.ts';

// The fields of ucloud-cli's two files (ucloud-cli, config.go) that a profile is made of. What else is in them, tokens
// and cookies among it, is never looked at.

const field = z.string().trim().catch('');

const configuration = z.object({
  profile: field,
  project_id: field,
  region: field,
  base_url: field,
  channel_key: field,
  active: z.boolean().catch(false),
});
type Configuration = z.infer<typeof configuration>;

const credential = z.object({ profile: field, public_key: field, private_key: field, auth_mode: field });
type Credential = z.infer<typeof credential>;

type Listed<Item> = { ok: true; items: Item[] } | { ok: false; reason: FileProblem };

export interface CliProfiles {
  found: FoundProfile[];
  configProblem: FileProblem | undefined;
  credentialProblem: FileProblem | undefined;
}

/**
 * The CLI's profiles out of its two files, joined by the profile's name, the active one first. Never throws: a file that
 * cannot be used is named, and what depends on it says so.
 */
export function readCliProfiles(files: { config: FileText; credential: FileText }): CliProfiles {
  const configurations = readList(files.config, configuration);
  const credentials = readList(files.credential, credential);
  return {
    found: join(configurations, credentials),
    configProblem: configurations.ok ? undefined : configurations.reason,
    credentialProblem: credentials.ok ? undefined : credentials.reason,
  };
}

function readList<Item>(file: FileText, item: z.ZodType<Item>): Listed<Item> {
  if (!file.ok) return file;
  try {
    const list: unknown = JSON.parse(file.text.replace(/^\uFEFF/u, ''));
    if (list === null) return { ok: true, items: [] }; // How Go writes an empty list.
    return Array.isArray(list) ? { ok: true, items: listOf(item).parse(list) } : { ok: false, reason: 'notAList' };
  } catch {
    return { ok: false, reason: 'notJson' };
  }
}

function join(configurations: Listed<Configuration>, credentials: Listed<Credential>): FoundProfile[] {
  const settings = configurations.ok ? configurations.items : [];
  const keys = credentials.ok ? credentials.items : [];
  const withKeys = keys.map((key) => ({ key, setting: settings.find(({ profile }) => profile === key.profile) }));
  const withoutKeys = settings
    .filter(({ profile }) => !keys.some((key) => key.profile === profile))
    .map((setting) => ({ key: undefined, setting }));
  const isActive = ({ setting }: { setting: Configuration | undefined }): number => (setting?.active === true ? 0 : 1);
  return [...withKeys, ...withoutKeys]
    .sort((one, other) => isActive(one) - isActive(other))
    .map(({ key, setting }) => toFound(setting, key, notesOf({ setting, key, configurations, credentials })));
}

function notesOf(pair: {
  setting: Configuration | undefined;
  key: Credential | undefined;
  configurations: Listed<Configuration>;
  credentials: Listed<Credential>;
}): ImportNote[] {
  const { setting, key, configurations, credentials } = pair;
  if (key === undefined) return credentials.ok || credentials.reason === 'missing' ? [] : ['keysUnreadable'];
  // The CLI alone may renew what it signed in with: using its tokens here would sign it out there.
  if (key.auth_mode.toLowerCase() === 'oauth') return ['oauth'];
  if (setting !== undefined) return [];
  // Settings that exist but cannot be read may name another cloud, and a key must not be sent to the wrong one.
  return configurations.ok || configurations.reason === 'missing' ? ['noSettings'] : ['settingsUnreadable'];
}

function toFound(
  setting: Configuration | undefined,
  key: Credential | undefined,
  notes: readonly ImportNote[],
): FoundProfile {
  const texts = {
    name: setting?.profile ?? key?.profile ?? '',
    baseUrl: setting?.base_url ?? '',
    channelKey: setting?.channel_key ?? '',
    project: setting?.project_id ?? '',
    region: setting?.region ?? '',
    publicKey: key?.public_key ?? '',
    privateKey: key?.private_key ?? '',
  };
  return foundProfile(texts, notes);
}
