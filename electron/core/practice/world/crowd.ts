import { createRandom, integerBetween } from '../random.ts';
import { stableId, type StoredBackup } from './backup.ts';
import { instance, type PracticeInstance } from './instances.ts';

/** A region full of instances, the first of which has many backups: for tests of long lists. */
export interface Crowd {
  readonly instances: number;
  readonly backups: number;
}

/** Nothing else of the practice cloud is there. */
export const CROWDED_REGION = 'cn-wlcb';
const ZONE = 'cn-wlcb-01';
const HOUR_MS = 3_600_000;

const SERVICES = ['orders', 'sessions', 'cart', 'stock', '订单', '会话', 'pricing', 'mail'];
const STATES = ['Running', 'Running', 'Running', 'Resizing', 'ISolation'];

/** The same names and sizes at every start. */
export function crowdInstances({ instances }: Crowd): PracticeInstance[] {
  const random = createRandom(instances);
  return Array.from({ length: instances }, (_, at) => {
    const isDistributed = at % 5 === 4;
    const number = String(at).padStart(5, '0');
    const sizeGb = 2 ** integerBetween(random, 0, 6);
    return instance({
      kind: isDistributed ? 'distributed' : 'masterReplica',
      id: `${isDistributed ? 'udredis' : 'uredis'}-crowd${number}`,
      name: `${SERVICES[at % SERVICES.length] ?? ''}-${number}`,
      regionId: CROWDED_REGION,
      zoneId: ZONE,
      sizeGb,
      usedMb: integerBetween(random, 1, sizeGb * 1000),
      version: at % 3 === 0 ? '6.0' : '7.0',
      state: STATES[at % STATES.length] ?? '',
      backupHour: at % 7 === 0 ? null : at % 24,
    });
  });
}

/** One backup an hour of the first instance. */
export function crowdBackups(
  { backups }: Crowd,
  instances: readonly PracticeInstance[],
  nowMs: number,
): StoredBackup[] {
  const first = instances.find(({ regionId }) => regionId === CROWDED_REGION);
  if (first === undefined) return [];
  return Array.from({ length: backups }, (_, at) => ({
    backupId: stableId(`crowd ${at}`),
    name: `hourly-${String(at).padStart(5, '0')}`,
    instance: first,
    state: at < 7 * 24 ? 'done' : 'expired',
    isAutomatic: at % 10 !== 3,
    takenAtMs: Math.floor(nowMs / 1000) * 1000 - (at + 1) * HOUR_MS,
    sizeBytes: 1_000_000 + (at % 97) * 1000,
    regionId: first.regionId,
    zoneId: first.zoneId,
    linkStyle: 'both',
    fault: '',
    faultParameters: {},
  }));
}
