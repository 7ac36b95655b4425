import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { startPracticeCloud } from '#core/practice/server.ts';
import { makeTestCertificates } from '#core/practice/test-certificates.ts';
import { withoutCertutil } from '../fixtures/proxy.ts';
import { addProfile, fillInBackup, screen } from '../fixtures/screen.ts';
import { expect, test } from '../fixtures/test.ts';

test.skip(process.platform !== 'linux' || withoutCertutil !== '', withoutCertutil || 'Linux only');

/** A home with the store of authorities that Chromium reads on Linux, and perhaps one authority in it. */
function makeHome(folder: string, caFile: string): string {
  const home = path.join(folder, 'home');
  const store = path.join(home, '.pki/nssdb');
  mkdirSync(store, { recursive: true });
  const certutil = (...args: string[]): Buffer =>
    execFileSync('certutil', ['-d', `sql:${store}`, ...args], { stdio: 'pipe' });
  certutil('-N', '--empty-password');
  if (caFile !== '') certutil('-A', '-n', 'Practice CA', '-t', 'C,,', '-i', caFile);
  return home;
}

for (const isTrusted of [true, false]) {
  test(`a storage behind a private authority is ${isTrusted ? 'reached when the system trusts it' : 'refused otherwise'}`, async ({
    launch,
    secrets,
    downloadsDir,
  }, testInfo) => {
    const certificates = makeTestCertificates(testInfo.outputDir);
    const cloud = await startPracticeCloud({ storageTls: certificates.storage });
    secrets.push(cloud.privateKey);
    const home = makeHome(testInfo.outputDir, isTrusted ? certificates.caFile : '');
    const { window } = await launch({ environment: { HOME: home } });
    await addProfile(window, { name: 'orders', ...cloud });
    const [backup] = cloud.backups;
    if (backup === undefined) throw new Error('The practice cloud has no backup.');
    await fillInBackup(window, backup);
    await screen(window).button('Download').click();
    const item = screen(window).downloadItem(backup.backupId).first();
    await expect(item.getByRole('status')).toHaveText(isTrusted ? 'Verified' : 'Failed', {
      timeout: 30_000,
    });
    if (!isTrusted) await expect(item).toContainText('could not be trusted');
    expect(readdirSync(downloadsDir).some((name) => !name.includes('.part'))).toBe(isTrusted);
    await cloud.close();
  });
}
