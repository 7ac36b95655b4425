import type { ImportNote, ImportRow } from '#shared/models/import.ts';
import type { ProfileDetails } from '#shared/models/profile.ts';
import { freeName } from '../vault/free-name.ts';
import { maskKey } from '../vault/mask.ts';
import { foundCloud } from './found-cloud.ts';
import type { FoundProfile } from './found-profile.ts';

/** A profile that is here already. */
export interface KnownProfile {
  id: string;
  details: ProfileDetails;
  publicKey: string;
  /** Empty for the practice cloud. */
  apiUrl: string;
  /** Whether it has lost its private key and nothing but that key would make it whole. */
  lacksOnlyKey: boolean;
}

/** What is said about a found profile, and what would be saved. */
export interface Plan {
  row: ImportRow;
  found: FoundProfile;
  /** Undefined for one that cannot come. */
  save: { profileId: string | undefined; details: ProfileDetails } | undefined;
}

/** What was found under the id its row has. */
export interface Numbered {
  rowId: string;
  profile: FoundProfile;
}

/** Decides about all that was found together, so that no two get the same name. */
export function planImport(found: readonly Numbered[], known: readonly KnownProfile[]): Plan[] {
  const takenNames = new Set(known.map(({ details }) => details.name));
  return found.map((each) => {
    const plan = planOne(each, known, takenNames);
    if (plan.save !== undefined) takenNames.add(plan.save.details.name);
    return plan;
  });
}

type Facts = Omit<ImportRow, 'verdict' | 'notes'>;

const BLOCKING: readonly ImportNote[] = ['oauth', 'settingsUnreadable', 'keysUnreadable', 'noKeys', 'keysDamaged'];

function planOne(each: Numbered, known: readonly KnownProfile[], takenNames: ReadonlySet<string>): Plan {
  const { rowId, profile: found } = each;
  const name = found.name || 'UCloud CLI';
  const { projectId, regionId, publicKey } = found;
  const target = foundCloud(found);
  const publicKeyMasked = maskKey(publicKey.slice(0, 1024));
  const { cloudName } = target;
  const row: Facts = { id: rowId, name, profileName: name, cloudName, projectId, regionId, publicKeyMasked };

  const blocking = BLOCKING.find((note) => found.notes.includes(note));
  // Without its settings the cloud would be a guess.
  if (blocking !== undefined) return refused(found, { ...row, cloudName: '' }, blocking);
  if (!target.ok) return refused(found, row, target.reason);

  const same = known.filter((each) => each.publicKey === publicKey && each.apiUrl === target.apiUrl);
  const [twin] = same;
  if (twin !== undefined) return planForTwin(found, row, same.find((each) => each.lacksOnlyKey) ?? twin);

  const profileName = freeName(name, takenNames);
  const notes: ImportNote[] = [
    ...(found.notes.includes('noSettings') ? (['noSettings'] as const) : []),
    ...(regionId === '' ? (['noRegion'] as const) : []),
    ...(profileName === name ? [] : (['nameTaken'] as const)),
  ];
  const plain = { colour: 'teal', group: '', environment: 'other', projectId, regionId } as const;
  return {
    found,
    row: { ...row, profileName, verdict: notes.length === 0 ? 'ready' : 'partial', notes },
    save: { profileId: undefined, details: { name: profileName, cloud: target.cloud, ...plain } },
  };
}

function refused(found: FoundProfile, row: Facts, note: ImportNote): Plan {
  return { found, row: { ...row, verdict: 'notImportable', notes: [note] }, save: undefined };
}

/** A profile that is here already and signs stays as it is; one that lost its key gets it back and keeps the rest. */
function planForTwin(found: FoundProfile, facts: Facts, twin: KnownProfile): Plan {
  const row = { ...facts, profileName: twin.details.name };
  if (!twin.lacksOnlyKey) return { found, row: { ...row, verdict: 'alreadyThere', notes: [] }, save: undefined };
  return {
    found,
    row: { ...row, verdict: 'ready', notes: ['restoresKey'] },
    save: { profileId: twin.id, details: twin.details },
  };
}
