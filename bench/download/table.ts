import type { Run } from './measure.ts';

const MB = 1_000_000;

/** Medians of the runs. The ratio is speed against the reference's: above 1 is faster. */
export function printTable(
  title: string,
  sizeBytes: number,
  runs: ReadonlyMap<string, readonly Run[]>,
  reference: string,
): void {
  const secondsOf = (name: string): number => median((runs.get(name) ?? []).map(({ seconds }) => seconds));
  console.log(`\n${title}, ${sizeBytes / MB} MB`);
  console.log(row('', 'MB/s', `× ${reference}`, 'min…max', 'CPU s/GB', 'peak MB'));
  for (const [name, all] of runs) {
    const speeds = all.map(({ seconds }) => sizeBytes / MB / seconds);
    console.log(
      row(
        name,
        median(speeds).toFixed(0),
        runs.has(reference) ? (secondsOf(reference) / secondsOf(name)).toFixed(2) : '-',
        `${Math.min(...speeds).toFixed(0)}…${Math.max(...speeds).toFixed(0)}`,
        (median(all.map(({ cpuSeconds }) => cpuSeconds)) / (sizeBytes / 1e9)).toFixed(2),
        (median(all.map(({ peakBytes }) => peakBytes)) / MB).toFixed(0),
      ),
    );
  }
}

export function printMemory(sizesBytes: readonly number[], peaks: ReadonlyMap<string, readonly number[]>): void {
  console.log('\npeak memory of all processes together, MB');
  console.log(row('', ...sizesBytes.map((size) => `${size / MB} MB file`)));
  for (const [name, bytes] of peaks) console.log(row(name, ...bytes.map((peak) => (peak / MB).toFixed(0))));
}

function row(name: string, ...cells: readonly string[]): string {
  return name.padEnd(28) + cells.map((cell) => cell.padStart(14)).join('');
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
