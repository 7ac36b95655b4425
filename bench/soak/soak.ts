import { fork, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { get } from 'node:http';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPracticeCloud, type PracticeCloud } from '#core/practice/server.ts';
import { linkTo } from '#core/practice/test-client.ts';
import type { PracticeBackup } from '#shared/models/practice.ts';
import { readCounter } from './counter.ts';
import type { LifeTask } from './life.ts';

export interface SoakOptions {
  readonly kills: number;
  readonly sizeBytes: number;
  readonly connections: number;
  /** Of each connection. It makes the file last for many lives. */
  readonly bytesPerSecond: number;
  readonly linkLifetimeMs: number;
  readonly folder: string;
  /** The soak fails when it is not over by then. */
  readonly limitMs: number;
  readonly onKill: (done: number) => void;
}

export interface SoakResult {
  readonly kills: number;
  /** Files that were brought home meanwhile, each byte for byte as the storage has it. */
  readonly files: number;
  readonly receivedBytes: number;
  /** Of a file, what one kill made to be fetched again, on average; from 0 to 1. */
  readonly fetchedTwicePerKill: number;
}

const LONGEST_LIFE_MS = 1000;
/** Of the kills, those that come at any time after the start, not only while bytes flow. */
const SHARE_OF_EARLY_KILLS = 0.25;

/**
 * Kills a downloading process again and again until the kills are used up, lets the last file end, and compares every
 * file with what the storage has. Throws when a file differs, a life ends by itself in a failure, or time is over.
 */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const folder = await mkdtemp(path.join(options.folder, 'backhaul-soak-'));
  const cloud = await startPracticeCloud({
    bytesPerSecondPerConnection: options.bytesPerSecond,
    linkLifetimeMs: options.linkLifetimeMs,
    extraBackups: [{ backupId: 'soak', sizeBytes: options.sizeBytes }],
  });
  try {
    return await killAndCompare(options, cloud, folder);
  } finally {
    await cloud.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function killAndCompare(options: SoakOptions, cloud: PracticeCloud, folder: string): Promise<SoakResult> {
  const backup = cloud.backups.find(({ backupId }) => backupId === 'soak');
  if (backup === undefined) throw new Error('The practice cloud lost the backup.');
  const expected = await hashOfObject(cloud, backup, options.bytesPerSecond);
  const isOverAt = Date.now() + options.limitMs;
  let kills = 0;
  let files = 0;
  let receivedBytes = 0;
  while (kills < options.kills) {
    const destination = path.join(folder, `file-${files}`);
    for (let isDone = false; !isDone;) {
      if (Date.now() > isOverAt) throw new Error(`The soak was not over in time: ${kills} kills, ${files} files.`);
      const task = taskFor(options, cloud, backup, destination);
      const life = startLife(task);
      const isKill = kills < options.kills;
      isDone = (await endLife(life, isKill ? killTime(task) : undefined)) === 'done';
      receivedBytes += readCounter(task.counterFile);
      if (!isDone) options.onKill((kills += 1));
    }
    if ((await hashOfFile(destination)) !== expected) throw new Error(`${destination} differs from the object.`);
    await rm(destination);
    files += 1;
  }
  const fetchedTwice = receivedBytes - files * options.sizeBytes;
  return { kills, files, receivedBytes, fetchedTwicePerKill: fetchedTwice / options.sizeBytes / kills };
}

function taskFor(options: SoakOptions, cloud: PracticeCloud, backup: PracticeBackup, destination: string): LifeTask {
  const { projectId, regionId, zoneId, kind, instanceId, backupId, isCrossZone, slaveZoneId, isCrossRegion } = backup;
  const place = { profileId: 'practice', projectId, regionId, zoneId, kind, instanceId, backupId };
  return {
    apiUrl: cloud.apiUrl,
    publicKey: cloud.publicKey,
    privateKey: cloud.privateKey,
    ref: { ...place, shardId: '', isCrossZone, slaveZoneId, isCrossRegion },
    destination,
    connections: options.connections,
    counterFile: `${destination}.received`,
  };
}

function startLife(task: LifeTask): ChildProcess {
  const life = fork(path.join(import.meta.dirname, 'life.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  life.send(task);
  return life;
}

/** When to kill: at any time from the start, or at any time from the first byte. */
async function killTime({ counterFile }: LifeTask): Promise<void> {
  if (Math.random() >= SHARE_OF_EARLY_KILLS) {
    while (readCounter(counterFile) === 0) await sleep(5);
  }
  await sleep(Math.random() * LONGEST_LIFE_MS);
}

async function endLife(life: ChildProcess, until: Promise<void> | undefined): Promise<'done' | 'killed'> {
  const ended = once(life, 'exit');
  if (until !== undefined) {
    await Promise.race([until, ended]);
    life.kill('SIGKILL');
  }
  const [code, signal]: unknown[] = await ended;
  if (signal === 'SIGKILL') return 'killed';
  if (code !== 0) throw new Error(`A life ended by itself with ${String(code ?? signal)}.`);
  return 'done';
}

/** Of the object as the storage has it, fetched by other code than what is tested, and unhurried. */
async function hashOfObject(cloud: PracticeCloud, backup: PracticeBackup, bytesPerSecond: number): Promise<string> {
  cloud.control.setPace(undefined);
  const hash = createHash('sha256');
  const url = await linkTo(cloud, backup);
  const response = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    get(url, resolve).once('error', reject);
  });
  for await (const chunk of response) hash.update(chunk);
  cloud.control.setPace(bytesPerSecond);
  return hash.digest('hex');
}

async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1_048_576 })) hash.update(chunk);
  return (await stat(file)).isFile() ? hash.digest('hex') : '';
}
