import { type KeyBytes, printableKey } from '../key-bytes.ts';
import type { KeyFacts } from '../reader.ts';

export interface BigKeyFacts extends Readonly<KeyFacts> {
  readonly key: string;
}

/** Keeps those of all keys that take most bytes, exactly. */
export function createBiggestKeys(count: number): {
  add(key: KeyBytes, facts: KeyFacts): void;
  /** The biggest first; of equals, the one that came first. */
  list(): readonly BigKeyFacts[];
} {
  let kept: BigKeyFacts[] = [];
  /** What a key must exceed to matter. */
  let threshold = -1;

  const trim = (): void => {
    kept = kept.toSorted((a, b) => b.sizeBytes - a.sizeBytes).slice(0, count);
    if (kept.length === count) threshold = kept.at(-1)?.sizeBytes ?? threshold;
  };

  return {
    add(key, facts) {
      if (facts.sizeBytes <= threshold) return;
      kept.push({ ...facts, key: printableKey(key) });
      // Sorting for every key would cost more than keeping a few that will go.
      if (kept.length >= count * 2) trim();
    },
    list() {
      trim();
      return kept;
    },
  };
}
