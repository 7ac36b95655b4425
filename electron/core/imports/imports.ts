import { AppError, isAppError } from '#shared/errors.ts';
import type { ImportOutcome, ImportScan, ImportSource } from '#shared/models/import.ts';
import type { Clock } from '../ports.ts';
import type { ProfileStore } from '../vault/profile-store.ts';
import type { ProfilesService } from '../vault/profiles.ts';
import { readCliProfiles } from './cli-profiles.ts';
import { profileFromEnvironment } from './environment.ts';
import { endpointOf } from './found-cloud.ts';
import type { FoundProfile } from './found-profile.ts';
import { cliFiles } from './locations.ts';
import { planImport, type KnownProfile, type Numbered, type Plan } from './plan.ts';
import { readSmallFile } from './read-file.ts';

/** Long enough to read a list and choose; then the keys are wiped. */
const KEEP_MS = 300_000;

export interface ImportsService {
  /** Looks for profiles and holds their keys for a few minutes. Ends the scan before. Changes nothing outside. */
  scan(source: ImportSource): Promise<ImportScan>;
  /**
   * Makes profiles of the chosen rows and wipes what the scan held. Each row succeeds or fails by itself.
   * Throws AppError `importExpired`.
   */
  apply(scanId: string, rowIds: readonly string[]): Promise<ImportOutcome[]>;
  /** Wipes what a scan held. Nothing for one that has ended. */
  discard(scanId: string): void;
  /** Wipes everything; for quitting. */
  close(): void;
}

type Looked = Pick<ImportScan, 'folder' | 'credentialFile' | 'problems'> & { found: FoundProfile[] };
interface Held {
  scanId: string;
  found: readonly Numbered[];
  expiry: AbortController;
}

export function createImports(dependencies: {
  platform: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** What the system says it is. */
  homeFolder: string;
  profiles: ProfilesService;
  store: Pick<ProfileStore, 'all'>;
  clock: Clock;
  newId: () => string;
}): ImportsService {
  const { profiles, store, clock, newId } = dependencies;
  let held: Held | undefined;

  /** Takes the scan out of our hands, so that nobody else uses or wipes it meanwhile. */
  const release = (scanId: string): Held | undefined => {
    if (held?.scanId !== scanId) return undefined;
    const released = held;
    held = undefined;
    released.expiry.abort();
    return released;
  };
  const discard = (scanId: string): void => wipeAll(release(scanId)?.found ?? []);
  const close = (): void => {
    if (held !== undefined) discard(held.scanId);
  };

  const hold = (found: readonly Numbered[]): string => {
    close();
    const scanId = newId();
    const expiry = new AbortController();
    held = { scanId, found, expiry };
    clock.sleep(KEEP_MS, expiry.signal).then(
      () => discard(scanId),
      () => undefined, // Ended before its time.
    );
    return scanId;
  };

  return {
    async scan(source) {
      const { found, ...where } = source === 'environment' ? lookAtEnvironment() : await lookAtCli();
      const numbered = found.map((profile, index) => ({ rowId: String(index), profile }));
      const rows = planImport(numbered, await knownProfiles()).map(({ row }) => row);
      return { scanId: hold(numbered), source, ...where, rows };
    },
    async apply(scanId, rowIds) {
      const released = release(scanId);
      if (released === undefined) throw new AppError('importExpired');
      try {
        const chosen = released.found.filter(({ rowId }) => rowIds.includes(rowId));
        const outcomes: ImportOutcome[] = [];
        // One after another: each save writes the whole document.
        for (const plan of planImport(chosen, await knownProfiles())) outcomes.push(await saveOne(plan));
        return outcomes;
      } finally {
        wipeAll(released.found);
      }
    },
    discard,
    close,
  };

  function lookAtEnvironment(): Looked {
    return { found: profileFromEnvironment(dependencies.environment), folder: '', credentialFile: '', problems: [] };
  }

  async function lookAtCli(): Promise<Looked> {
    const { folder, configFile, credentialFile } = cliFiles(dependencies);
    const [config, credential] = await Promise.all([readSmallFile(configFile), readSmallFile(credentialFile)]);
    const { found, configProblem, credentialProblem } = readCliProfiles({ config, credential });
    const problems = [
      ...(configProblem === undefined ? [] : [{ file: configFile, reason: configProblem }]),
      ...(credentialProblem === undefined ? [] : [{ file: credentialFile, reason: credentialProblem }]),
    ];
    return { found, folder, credentialFile, problems };
  }

  async function knownProfiles(): Promise<KnownProfile[]> {
    const states = new Map((await profiles.list()).map(({ id, secretState }) => [id, secretState]));
    return store.all().map(({ id, details, publicKey, hasSecurityToken }) => {
      const isKeyless = ['missing', 'unreadable'].includes(states.get(id) ?? '');
      const lacksOnlyKey = isKeyless && !hasSecurityToken;
      return { id, details, publicKey, apiUrl: endpointOf(details.cloud), lacksOnlyKey };
    });
  }

  async function saveOne({ row, found, save }: Plan): Promise<ImportOutcome> {
    const { id: rowId, profileName } = row;
    if (save === undefined) return { state: 'refused', rowId, profileName };
    const credential = { publicKey: found.publicKey, privateKey: found.privateKey.toString(), securityToken: '' };
    try {
      await profiles.save({ ...save, credential });
      return { state: save.profileId === undefined ? 'added' : 'restored', rowId, profileName };
    } catch (error) {
      if (!isAppError(error)) throw error;
      return { state: 'failed', rowId, profileName, error: error.data };
    }
  }
}

/** Overwrites the keys. */
function wipeAll(found: readonly Numbered[]): void {
  for (const { profile } of found) profile.privateKey.fill(0);
}
