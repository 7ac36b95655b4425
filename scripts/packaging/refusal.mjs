/**
 * Why this runtime must not be packed, if it must not.
 *
 * @param {object} options
 * @param {Pick<import('../electron-runtime.mjs').ElectronRuntime, 'kind' | 'version'>} options.runtime
 * @param {boolean} options.mayUseAnyRuntime
 * @returns {string | undefined}
 */
export function refusalOf({ runtime, mayUseAnyRuntime }) {
  if (mayUseAnyRuntime || runtime.kind === 'official') return undefined;
  const what = runtime.kind === 'repackaged' ? 'a repackaged, third-party one' : 'of your own choosing';
  return (
    `not packaged: the Electron at hand (${runtime.version}) is ${what}, not the pinned one, ` +
    'and must not reach a user. To try the packaging all the same: npm run package:dir -- --test-build'
  );
}
