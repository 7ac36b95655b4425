/** From 0 (guessed at once) to 4 (out of reach). */
export type Strength = 0 | 1 | 2 | 3 | 4;

/** The estimate gets slow with length, and beyond this a password is strong anyhow. */
const LONGEST_JUDGED = 100;

let judge: Promise<(password: string) => Strength> | undefined;

/** How hard a password is to guess, by patterns and lists of common ones. These load when they are first asked for. */
export async function strengthOf(password: string): Promise<Strength> {
  judge ??= loadJudge();
  return (await judge)(password.slice(0, LONGEST_JUDGED));
}

async function loadJudge(): Promise<(password: string) => Strength> {
  const [{ ZxcvbnFactory }, common] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  const zxcvbn = new ZxcvbnFactory({ dictionary: { ...common.dictionary }, graphs: common.adjacencyGraphs });
  return (password) => {
    const { score } = zxcvbn.check(password);
    zxcvbn.check(''); // It holds on to what it has judged last.
    return score;
  };
}
