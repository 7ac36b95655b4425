/**
 * @typedef {object} RuntimeFacts
 * @property {string | undefined} overrideFolder Electron's own ELECTRON_OVERRIDE_DIST_PATH, set by the person.
 * @property {boolean} isOfficialReady The pinned Electron's binary is unpacked in node_modules.
 * @property {boolean} isRepackagedReady
 * @property {boolean} hasRepackagedForThisMachine
 * @property {number | undefined} officialFailedAtMs When fetching the pinned version failed last.
 * @property {number} nowMs
 *
 * @typedef {'override' | 'official' | 'fetchOfficial' | 'repackaged'} RuntimeChoice
 */

const RETRY_AFTER_MS = 24 * 60 * 60_000;

/**
 * The next thing to try. Where the official binary could not be had and the repackaged one is at hand, a day passes
 * before its download page is asked again: some networks let such a request hang for minutes.
 *
 * @param {RuntimeFacts} facts
 * @returns {RuntimeChoice}
 */
export function chooseRuntime(facts) {
  if (facts.overrideFolder) return 'override';
  if (facts.isOfficialReady) return 'official';
  if (!facts.hasRepackagedForThisMachine || !facts.isRepackagedReady) return 'fetchOfficial';
  const hasFailedLately =
    facts.officialFailedAtMs !== undefined && facts.nowMs - facts.officialFailedAtMs < RETRY_AFTER_MS;
  return hasFailedLately ? 'repackaged' : 'fetchOfficial';
}
