import { FuseV1Options, FuseVersion } from '@electron/fuses';

/** What of Electron's abilities the shipped binary keeps. Every fuse is named; a new one must be decided here. */
export const wantedFuses = /** @type {const} */ ({
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // Checked on macOS and Windows; has no effect on Linux.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
});

/**
 * @typedef {object} FusePlan
 * @property {import('@electron/fuses').FuseConfig} config
 * @property {readonly string[]} leftOut Names of wanted fuses that this binary does not have.
 */

/**
 * The pinned Electron must have exactly the fuses we know; an older one, where it is allowed at all, gets those that it has.
 *
 * @param {object} facts
 * @param {readonly number[]} facts.present Indexes of the fuses in the binary.
 * @param {boolean} facts.mayLackSome Whether this binary may be an older Electron's.
 * @param {boolean} facts.needsAdHocSignature macOS on ARM starts nothing whose signature no longer fits.
 * @returns {FusePlan}
 */
export function planFuses({ present, mayLackSome, needsAdHocSignature }) {
  const base = /** @type {const} */ ({ version: FuseVersion.V1, resetAdHocDarwinSignature: needsAdHocSignature });
  const missing = Object.keys(wantedFuses)
    .map(Number)
    .filter((fuse) => !present.includes(fuse));
  if (missing.length === 0 || !mayLackSome) {
    return { config: { ...base, ...wantedFuses, strictlyRequireAllFuses: true }, leftOut: [] };
  }
  const kept = Object.entries(wantedFuses).filter(([fuse]) => !missing.includes(Number(fuse)));
  return {
    config: { ...base, ...Object.fromEntries(kept) },
    leftOut: missing.map((fuse) => FuseV1Options[fuse] ?? String(fuse)),
  };
}
