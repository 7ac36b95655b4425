import { useNow } from '../../components/use-now.ts';

/** Whole seconds until a moment, counting down; 0 once it has passed, null where there is none. */
export function useSecondsLeft(at: number | null): number | null {
  const now = useNow(at === null ? null : 1000);
  return at === null ? null : Math.max(0, Math.ceil((at - now) / 1000));
}
