import { readdirSync, readFileSync } from 'node:fs';

export interface Usage {
  /** User and system time of a process and all it started. */
  readonly cpuSeconds: number;
  /** Their peak resident sizes (VmHWM), added up. */
  readonly peakBytes: number;
}

const TICKS_PER_SECOND = 100;
const SAMPLE_EVERY_MS = 25;

/**
 * Watches a process and its descendants through /proc, the same way for every program that is compared. What a process
 * uses after the last sample (25 ms) is missed.
 */
export function watchUsage(pid: number): { end(): Usage } {
  const seen = new Map<number, Usage>();
  const sample = (): void => {
    for (const one of withDescendants(pid)) {
      const usage = usageOf(one);
      if (usage !== undefined && usage.peakBytes > 0) seen.set(one, usage);
    }
  };
  sample();
  const timer = setInterval(sample, SAMPLE_EVERY_MS);
  return {
    end() {
      sample();
      clearInterval(timer);
      const all = [...seen.values()];
      return {
        cpuSeconds: all.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
        peakBytes: all.reduce((sum, { peakBytes }) => sum + peakBytes, 0),
      };
    },
  };
}

/** Parents come before their children. */
function withDescendants(pid: number): number[] {
  const all = [pid];
  for (const one of all) all.push(...childrenOf(one));
  return all;
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

function usageOf(pid: number): Usage | undefined {
  try {
    // The name, in parentheses, may hold anything; user and system time are fields 14 and 15 (proc(5)).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const peak = /VmHWM:\s+(\d+) kB/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { cpuSeconds: ticks / TICKS_PER_SECOND, peakBytes: Number(peak) * 1024 };
  } catch {
    return undefined;
  }
}
