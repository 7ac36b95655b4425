import { AppError, isAppError } from '#shared/errors.ts';
import { attempt, type AttemptOptions, type AttemptOutcome, type Manner } from './attempt.ts';
import { MOST_FRUITLESS_TRIES, waitBeforeRetryMs } from './backoff.ts';
import type { PartialFile } from './partial-file.ts';
import type { ProgressReporter } from './progress.ts';
import { isRefusal } from './storage-errors.ts';

interface ReceiveOptions extends Omit<AttemptOptions, 'onOpen' | 'onBytes'> {
  readonly reporter: ProgressReporter;
  readonly random: () => number;
}

/** Times the whole object is fetched anew without getting further than before; each may cost as much as all of it. */
const MOST_FRUITLESS_RESTARTS = 3;

/**
 * Repeats attempts until every byte is in the partial file: renews a refused link, waits and goes on after faults, and
 * puts the question differently where the server does not understand it.
 * Throws what cannot be helped: a lasting AppError, or the last fault after ten tries in a row without a new byte.
 */
export async function receiveAll(options: ReceiveOptions): Promise<void> {
  const { partial, links, reporter, signal, clock, random } = options;
  const tries = countTries(partial);
  let manner: Manner = { mayUseIfRange: true, mayUseRange: true, statedTotalBytes: null };
  let unprovenRanges = 0;

  while (!isComplete(partial)) {
    if (signal.aborted) throw new AppError('cancelled');
    try {
      const outcome = await attempt({ ...options, onOpen, onBytes: () => reporter.moved() }, manner);
      if (outcome.verdict === 'complete') return;
      if (outcome.verdict === 'unprovenRange') unprovenRanges += 1;
      manner = otherManner(manner, outcome, unprovenRanges);
    } catch (error) {
      if (!isAppError(error) || signal.aborted) throw error;
      reporter.phase('connecting');
      await partial.settle();
      if (tries.hasGained()) {
        links.worked();
        unprovenRanges = 0;
      }
      if (isRefusal(error)) {
        if (!links.refused(Number(error.data.params['status']))) throw error;
      } else {
        if (!error.data.retryable || tries.isLast()) throw error;
        await clock.sleep(waitBeforeRetryMs(tries.fruitless(), retryAfterMsOf(error), random()), signal);
      }
    }
  }

  function onOpen(isStartingOver: boolean): void {
    if (isStartingOver) tries.restarted();
    reporter.phase('downloading');
  }
}

/** An unproven range may be a proxy's slip once. Twice, and the only thing to trust is the whole object in one piece. */
function otherManner(
  manner: Manner,
  outcome: Exclude<AttemptOutcome, { verdict: 'complete' }>,
  unprovenRanges: number,
): Manner {
  if (outcome.verdict === 'askWithoutIfRange') return { ...manner, mayUseIfRange: false };
  if (!manner.mayUseRange) throw new AppError('rangeMismatch');
  const statedTotalBytes = outcome.statedTotalBytes ?? manner.statedTotalBytes;
  return { ...manner, statedTotalBytes, mayUseRange: unprovenRanges < 2 };
}

function isComplete({ identity, receivedBytes }: PartialFile): boolean {
  return identity !== null && identity.totalBytes === receivedBytes;
}

/** Counts tries that brought nothing. Bytes fetched a second time after starting over are not news. */
function countTries(partial: PartialFile): {
  hasGained(): boolean;
  isLast(): boolean;
  fruitless(): number;
  restarted(): void;
} {
  let mostBytes = partial.receivedBytes;
  let fruitless = 0;
  let restarts = 0;
  return {
    hasGained() {
      const gained = partial.receivedBytes > mostBytes;
      mostBytes = Math.max(mostBytes, partial.receivedBytes);
      fruitless = gained ? 0 : fruitless + 1;
      if (gained) restarts = 0;
      return gained;
    },
    isLast: () => fruitless >= MOST_FRUITLESS_TRIES || restarts >= MOST_FRUITLESS_RESTARTS,
    fruitless: () => fruitless,
    restarted() {
      restarts += 1;
    },
  };
}

function retryAfterMsOf(error: AppError): number | null {
  const seconds = error.data.params['retryAfterSeconds'];
  return typeof seconds === 'number' ? seconds * 1000 : null;
}
