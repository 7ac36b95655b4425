const LONGEST_NAME = 200;

/** The name itself where it is free, else with the first number behind it that makes it so: `orders (2)`. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  const wanted = name.trim();
  if (!taken.has(wanted)) return wanted;
  const base = wanted.replace(/ \(\d+\)$/u, '');
  for (let number = 2; ; number += 1) {
    const suffix = ` (${number})`;
    const candidate = `${base.slice(0, LONGEST_NAME - suffix.length)}${suffix}`;
    if (!taken.has(candidate)) return candidate;
  }
}
