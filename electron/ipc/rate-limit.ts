import type { Clock } from '#core/ports.ts';

/** A token bucket for each channel: bursts up to the capacity, then so many a second. Far above what hands can do. */
export function createRateLimit(options: {
  clock: Clock;
  capacity: number;
  perSecond: number;
}): (channel: string) => boolean {
  const { clock, capacity, perSecond } = options;
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (channel) => {
    const now = clock.now();
    const last = buckets.get(channel) ?? { tokens: capacity, at: now };
    const tokens = Math.min(capacity, last.tokens + ((now - last.at) / 1000) * perSecond);
    const isAllowed = tokens >= 1;
    buckets.set(channel, { tokens: isAllowed ? tokens - 1 : tokens, at: now });
    return isAllowed;
  };
}
