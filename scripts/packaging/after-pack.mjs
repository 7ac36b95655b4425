import { flipFuses, getCurrentFuseWire } from '@electron/fuses';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../setup/command.mjs';
import { planFuses } from './fuses.mjs';

/**
 * electron-builder calls this when the app's folder is whole and not yet signed.
 *
 * @param {import('electron-builder').AfterPackContext} context
 */
export async function afterPack(context) {
  removeForeignApp(context);
  const executable = executableOf(context);
  const { version: _version, ...wire } = await getCurrentFuseWire(executable);
  const { config, leftOut } = planFuses({
    present: Object.keys(wire).map(Number),
    mayLackSome: process.env['BACKHAUL_ANY_RUNTIME'] === '1',
    needsAdHocSignature: context.electronPlatformName === 'darwin' && process.platform === 'darwin',
  });
  await flipFuses(executable, config);
  for (const fuse of leftOut) say(`fuse ${fuse} left out: this Electron does not have it yet`);
}

/** The repackaged runtime brings a start file of ours, which is of no use inside a packaged app. */
function removeForeignApp(/** @type {import('electron-builder').AfterPackContext} */ context) {
  rmSync(join(context.packager.getResourcesDir(context.appOutDir), 'app'), { recursive: true, force: true });
}

/** @param {import('electron-builder').AfterPackContext} context */
function executableOf({ appOutDir, electronPlatformName, packager }) {
  const name = packager.appInfo.productFilename;
  if (electronPlatformName === 'darwin') return join(appOutDir, `${name}.app`);
  if (electronPlatformName === 'win32') return join(appOutDir, `${name}.exe`);
  return join(appOutDir, packager.config.linux?.executableName ?? name);
}
