import type { Profile } from './models/profile.ts';
import type { Settings } from './models/settings.ts';

/** Whether a profile offers actions that change something in the cloud. Where nobody chose, production does not. */
export function offersWriteActions(
  { writeActions }: Pick<Settings, 'writeActions'>,
  { id, environment }: Pick<Profile, 'id' | 'environment'>,
): boolean {
  const choice = writeActions[id] ?? (environment === 'prod' ? 'hidden' : 'offered');
  return choice === 'offered';
}
