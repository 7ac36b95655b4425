import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { askServer } from './ask-server.ts';
import { SERVER_ENVIRONMENT } from './find-servers.ts';
import { DUMP_NAME, type Scratch } from './scratch.ts';

/** How a server ended by itself. */
export interface ServerEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A server at work on one backup, and nothing else. */
export interface ServerProcess {
  /** Asks it one thing. Rejects while it does not listen yet, and once it is gone. */
  ask(command: string): Promise<string>;
  /** Resolves when the process is gone. */
  readonly ended: Promise<ServerEnd>;
  /** The end of what it wrote to its log. */
  log(): string;
  /** Tells it to end without saving, and ends its process where it does not. Resolves when it is gone. */
  end(): Promise<void>;
}

const ANSWER_TIMEOUT_MS = 10_000;
const SHUTDOWN_TIMEOUT_MS = 3000;
const MOST_LOG_LETTERS = 65_536;
/** Others come first: the user's work, our downloads. */
const LOW_PRIORITY = 10;

/**
 * Starts a server in a scratch folder. No configuration file: the first argument is an option, so it reads none. No
 * network: port 0, a socket that only this user may open. No persistence: it neither saves nor writes a log of commands.
 * @param databases how many it must have.
 */
export function startServer(file: string, scratch: Scratch, databases: number): ServerProcess {
  const child = spawn(file, serverOptions(scratch, databases), {
    cwd: scratch.folder,
    env: SERVER_ENVIRONMENT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  const listen = (piece: Buffer): void => {
    log = `${log}${piece.toString('utf8')}`.slice(-MOST_LOG_LETTERS);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const ended = new Promise<ServerEnd>((resolve) => {
    // What could not be started has no exit.
    child.once('error', (error) => {
      log += `\n0:M start # ${error.message}\n`;
      if (child.pid === undefined) resolve({ exitCode: null, signal: null });
    });
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal }));
  });
  lowerPriority(child.pid);
  return {
    ask: (command) => askServer(scratch.socketPath, command, ANSWER_TIMEOUT_MS),
    ended,
    log: () => log,
    async end() {
      void askServer(scratch.socketPath, 'SHUTDOWN NOSAVE', SHUTDOWN_TIMEOUT_MS).catch(() => undefined);
      // A child that is gone is never signalled: Node knows.
      const timer = setTimeout(() => child.kill('SIGKILL'), SHUTDOWN_TIMEOUT_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

function serverOptions({ folder, socketPath }: Scratch, databases: number): string[] {
  const options: ReadonlyArray<readonly [name: string, value: string]> = [
    ['port', '0'],
    ['unixsocket', socketPath],
    ['unixsocketperm', '700'],
    ['dir', folder],
    ['dbfilename', DUMP_NAME],
    ['save', ''],
    ['appendonly', 'no'],
    ['daemonize', 'no'],
    ['maxmemory', '0'],
    ['databases', `${databases}`],
    // Its log comes to us.
    ['logfile', ''],
    ['loglevel', 'notice'],
  ];
  return options.flatMap(([name, value]) => [`--${name}`, value]);
}

function lowerPriority(processId: number | undefined): void {
  try {
    if (processId !== undefined) setPriority(processId, LOW_PRIORITY);
  } catch {
    // It may be gone already; and it is only a courtesy.
  }
}
