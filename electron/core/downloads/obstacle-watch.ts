import type { Clock } from '../ports.ts';
import type { Entry } from './entry.ts';
import { hasPassed, obstacleOf, type Obstacle } from './obstacles.ts';
import type { WakeUps } from './patience.ts';

export interface ObstacleWatch {
  /** It has passed, somebody says: all that waited for it go on. */
  passed(obstacle: Obstacle): void;
  stop(): void;
}

/** So often the disk is asked whether there is room again, or whether it is back. */
const LOOK_EVERY_MS = 5000;
/** A download that goes on by itself and is stopped by the same again is not tried more often than this. */
const PATIENCE_MS = 60_000;

/** Lets downloads that paused by themselves go on when what was in their way has passed. */
export function watchObstacles(options: {
  readonly entries: () => readonly Entry[];
  readonly goOn: (entry: Entry) => void;
  readonly clock: Clock;
  readonly wakeUps: WakeUps;
}): ObstacleWatch {
  const { clock } = options;
  const waitingFor = (obstacles: readonly Obstacle[]): { entry: Entry; obstacle: Obstacle }[] =>
    options.entries().flatMap((entry) => {
      const { state } = entry.view;
      const obstacle = state.status === 'paused' && state.error !== undefined ? obstacleOf(state.error) : null;
      return obstacle !== null && obstacles.includes(obstacle) ? [{ entry, obstacle }] : [];
    });
  const passed = (obstacle: Obstacle): void => {
    for (const { entry } of waitingFor([obstacle])) options.goOn(entry);
  };
  const lookAtDisks = async (): Promise<void> => {
    for (const { entry, obstacle } of waitingFor(['space', 'folder'])) {
      const isItsTime = entry.run === null && clock.now() >= entry.patientUntil;
      if (!isItsTime || !(await hasPassed(obstacle, entry.view))) continue;
      entry.patientUntil = clock.now() + PATIENCE_MS;
      options.goOn(entry);
    }
  };
  const looking = setInterval(() => void lookAtDisks(), LOOK_EVERY_MS).unref();
  const unsubscribe = options.wakeUps.subscribe(() => passed('network'));
  return {
    passed,
    stop() {
      clearInterval(looking);
      unsubscribe();
    },
  };
}
