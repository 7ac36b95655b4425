import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPracticeWorker } from '#core/practice/worker-thread.ts';
import type { Bridge } from '#shared/contract/index.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import type { PracticeBackup } from '#shared/models/practice.ts';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { electronPath, holdReady, repositoryRoot, sandboxSwitches } from '../fixtures/runtime.ts';
import { addProfile } from '../fixtures/screen.ts';

/**
 * How busy the desktop process is while it downloads: the built app, its window open, with nothing to do and then with
 * eight downloads as fast as they go. The storage runs in this process. `node e2e/measure/event-loop.ts [folder]`
 */
const DOWNLOADS = 8;
const IDLE_MS = 4000;
const BUSY_MS = 12_000;
const RESOLUTION_MS = 5;
const ASK_EVERY_MS = 100;
const MB = 1_000_000;

interface Delays {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

async function measure(folder: string): Promise<void> {
  const cloud = await startPracticeWorker(new URL('../../electron/core/practice/worker.ts', import.meta.url), {});
  const app = await _electron.launch({
    executablePath: electronPath(),
    args: [
      ...sandboxSwitches(),
      ...holdReady,
      repositoryRoot,
      `--user-data-dir=${path.join(folder, 'data')}`,
      `--downloads-dir=${folder}`,
    ],
  });
  try {
    const window = await app.firstWindow();
    await addProfile(window, { name: 'measured', ...cloud });
    report('nothing to do', await watch(app, window, IDLE_MS));
    await startDownloads(window, largest(cloud.backups));
    const before = await receivedBytes(window);
    const delays = await watch(app, window, BUSY_MS);
    const after = await receivedBytes(window);
    const bytesPerSecond = after.total - before.total;
    report(`${DOWNLOADS} downloads`, delays);
    console.log(`together ${(bytesPerSecond / MB / (BUSY_MS / 1000)).toFixed(0)} MB/s, ${after.running} running`);
  } finally {
    // Not closed: it would ask whether to quit while downloads run.
    app.process().kill('SIGKILL');
    await cloud.close();
  }
}

function largest(backups: readonly PracticeBackup[]): PracticeBackup {
  const fits = backups.filter(
    ({ fault, sizeBytes, kind }) => fault === '' && kind === 'masterReplica' && sizeBytes < 5e9,
  );
  const [found] = fits.toSorted((one, other) => other.sizeBytes - one.sizeBytes);
  if (found === undefined) throw new Error('The practice cloud has no large backup.');
  return found;
}

async function startDownloads(window: Page, backup: PracticeBackup): Promise<void> {
  const { projectId, regionId, zoneId, kind, instanceId, backupId, isCrossZone, slaveZoneId, isCrossRegion } = backup;
  const place = { projectId, regionId, zoneId, kind, instanceId, backupId };
  const ref = { ...place, shardId: '', isCrossZone, slaveZoneId, isCrossRegion };
  await window.evaluate(
    async ({ ref, count }) => {
      const bridge = Reflect.get(globalThis, 'backhaul') as Bridge;
      await bridge.settings.change({ concurrentDownloads: count });
      const profiles = await bridge.profiles.list();
      const profileId = profiles.ok ? (profiles.value[0]?.id ?? '') : '';
      for (let started = 0; started < count; started += 1) {
        const links = await bridge.links.get({ ref: { ...ref, profileId } });
        if (!links.ok) throw new Error(links.error.code);
        const download = await bridge.downloads.start({ linkIds: [links.value[0]?.id ?? ''], which: 'public' });
        if (!download.ok) throw new Error(download.error.code);
      }
    },
    { ref: ref satisfies Omit<BackupRef, 'profileId'>, count: DOWNLOADS },
  );
}

async function receivedBytes(window: Page): Promise<{ total: number; running: number }> {
  return window.evaluate(async () => {
    const bridge = Reflect.get(globalThis, 'backhaul') as Bridge;
    const answer = await bridge.downloads.snapshot();
    const downloads = answer.ok ? answer.value.downloads : [];
    return {
      total: downloads.reduce((sum, one) => sum + one.receivedBytes, 0),
      running: downloads.filter(({ state }) => state.status === 'downloading').length,
    };
  });
}

/** The desktop process' event loop, and how long its window waits for the answer to a call. */
async function watch(app: ElectronApplication, window: Page, ms: number): Promise<{ loop: Delays; calls: Delays }> {
  await app.evaluate((_electron, resolution) => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const monitor = monitorEventLoopDelay({ resolution });
    monitor.enable();
    Reflect.set(globalThis, 'measuredDelay', monitor);
  }, RESOLUTION_MS);
  const waits = await window.evaluate(
    async ({ ms, every }) => {
      const bridge = Reflect.get(globalThis, 'backhaul') as Bridge;
      const found: number[] = [];
      for (const end = performance.now() + ms; performance.now() < end;) {
        const askedAt = performance.now();
        await bridge.settings.get();
        found.push(performance.now() - askedAt);
        await new Promise((resolve) => setTimeout(resolve, every));
      }
      return found;
    },
    { ms, every: ASK_EVERY_MS },
  );
  const loop = await app.evaluate((_electron, resolution) => {
    const monitor = Reflect.get(globalThis, 'measuredDelay');
    monitor.disable();
    // What is recorded is from tick to tick; the delay is what goes beyond the wanted time.
    const beyond = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - resolution);
    return { p50: beyond(monitor.percentile(50)), p99: beyond(monitor.percentile(99)), max: beyond(monitor.max) };
  }, RESOLUTION_MS);
  return { loop, calls: delaysOf(waits) };
}

function delaysOf(values: readonly number[]): Delays {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

function report(title: string, { loop, calls }: { loop: Delays; calls: Delays }): void {
  const row = ({ p50, p99, max }: Delays): string => [p50, p99, max].map((value) => value.toFixed(1)).join(' / ');
  console.log(`${title}: event loop delay ${row(loop)} ms, a call from the window ${row(calls)} ms (p50 / p99 / max)`);
}

const folder = mkdtempSync(path.join(process.argv[2] ?? tmpdir(), 'backhaul-measure-'));
try {
  await measure(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
