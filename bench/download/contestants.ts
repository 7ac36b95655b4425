import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { prepareRuntime } from '../../scripts/electron-runtime.mjs';
import { buildElectronEngine } from './build-electron.ts';
import { JOB_VARIABLE, type EngineJob } from './engine.ts';

export interface Contestant {
  readonly name: string;
  /** Whether it reports its own time, without the start of its process. */
  readonly isOurs: boolean;
  readonly command: string;
  readonly args: (job: EngineJob) => string[];
  readonly environment: (job: EngineJob) => Record<string, string>;
}

/** Peers that are not installed are told to `onMissing`. */
export async function gather(onMissing: (line: string) => void): Promise<Contestant[]> {
  const ours = [inNode(), await inElectron()];
  const present = PEERS.filter(({ name, command }) => {
    const isHere = isOnPath(command);
    if (!isHere)
      onMissing(`not compared: ${name} is not installed (apt-get install ${DEBIAN_NAME[command] ?? command})`);
    return isHere;
  });
  return [...present, ...ours];
}

const DEBIAN_NAME: Readonly<Record<string, string>> = { aria2c: 'aria2' };

const nothing = (): Record<string, string> => ({});

const PEERS: readonly Contestant[] = [
  {
    name: 'curl',
    isOurs: false,
    command: 'curl',
    args: ({ url, destination, caFile }) => ['-sS', ...withFile('--cacert', caFile), '-o', destination, url],
    environment: nothing,
  },
  {
    name: 'wget',
    isOurs: false,
    command: 'wget',
    args: ({ url, destination, caFile }) => ['-q', ...withFile('--ca-certificate', caFile), '-O', destination, url],
    environment: nothing,
  },
  {
    name: 'aria2c',
    isOurs: false,
    command: 'aria2c',
    args: ({ url, destination, caFile, connections }) => [
      '-q',
      `-x${connections}`,
      `-s${connections}`,
      '-k1M',
      '--file-allocation=none',
      '--allow-overwrite=true',
      ...(caFile === '' ? [] : [`--ca-certificate=${caFile}`]),
      '-d',
      '/',
      '-o',
      destination.slice(1),
      url,
    ],
    environment: nothing,
  },
];

function withFile(flag: string, file: string): string[] {
  return file === '' ? [] : [flag, file];
}

/** The same engine twice: bringing bytes, and reading them as a database meanwhile. */
export function withAndWithoutCheck(): [alone: Contestant, checking: Contestant] {
  return [inNode(), { ...inNode({ isChecked: true }), name: 'backhaul, Node, checking' }];
}

function inNode(more: Partial<EngineJob> = {}): Contestant {
  const script = join(import.meta.dirname, 'engine-node.ts');
  return {
    name: 'backhaul, Node',
    isOurs: true,
    command: process.execPath,
    args: () => [script],
    environment: (job) => ({ [JOB_VARIABLE]: JSON.stringify({ ...job, ...more }) }),
  };
}

async function inElectron(): Promise<Contestant> {
  const { executable, version } = await prepareRuntime();
  const folder = await buildElectronEngine();
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return {
    name: `backhaul, Electron ${version}`,
    isOurs: true,
    command: executable,
    // Chromium complains on stderr of what a machine without a desktop lacks.
    args: () => [...sandbox, '--log-level=3', folder],
    environment: (job) => ({ [JOB_VARIABLE]: JSON.stringify(job) }),
  };
}

function isOnPath(command: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
}
