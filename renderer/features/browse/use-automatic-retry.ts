import { useEffect, useState } from 'react';
import type { AppErrorData, ErrorCode } from '#shared/errors.ts';

/** No document says how long the API remembers; its error text asks for patience. */
const THROTTLED_WAIT_SECONDS = 60;
const TOO_MANY_REQUESTS = 153;

/** With these the network may be the reason, and its return the remedy. */
const NETWORK_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'offline',
  'dnsFailed',
  'connectionRefused',
  'connectionLost',
  'timeout',
  'proxyFailed',
]);

/**
 * Reads a list again by itself where it is known what to wait for: a minute where there were too many requests, and the
 * network where it is gone.
 */
export function useAutomaticRetry(
  error: AppErrorData,
  isFetching: boolean,
  onRetry: () => void,
): { secondsLeft: number | null; isForNetwork: boolean } {
  const isThrottled = error.params['retCode'] === TOO_MANY_REQUESTS && !isFetching;
  const secondsLeft = useCountdown(isThrottled);
  useEffect(() => {
    if (isThrottled && secondsLeft === 0) onRetry();
  }, [isThrottled, secondsLeft, onRetry]);

  const isOfNetwork = NETWORK_CODES.has(error.code);
  useEffect(() => {
    if (!isOfNetwork) return undefined;
    window.addEventListener('online', onRetry);
    return () => window.removeEventListener('online', onRetry);
  }, [isOfNetwork, onRetry]);
  return { secondsLeft: isThrottled ? secondsLeft : null, isForNetwork: error.code === 'offline' };
}

/** From the moment it runs; by the clock, as a machine may sleep meanwhile. */
function useCountdown(isRunning: boolean): number {
  const [secondsLeft, setSecondsLeft] = useState(THROTTLED_WAIT_SECONDS);
  useEffect(() => {
    if (!isRunning) return undefined;
    const until = Date.now() + THROTTLED_WAIT_SECONDS * 1000;
    const timer = setInterval(() => setSecondsLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000))), 1000);
    return () => {
      clearInterval(timer);
      setSecondsLeft(THROTTLED_WAIT_SECONDS);
    };
  }, [isRunning]);
  return secondsLeft;
}
