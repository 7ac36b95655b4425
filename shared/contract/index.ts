import { z } from 'zod';
import { COMMAND_IDS } from '../commands/commands.ts';
import { actionProbe } from '../models/account.ts';
import { backupJob } from '../models/backup-job.ts';
import { download } from '../models/download.ts';
import { fileCheck } from '../models/kept-report.ts';
import { profile } from '../models/profile.ts';
import { settings as settingsModel } from '../models/settings.ts';
import { restoreProgress } from '../models/test-restore.ts';
import { vaultState } from '../models/vault.ts';
import type { Result } from '../result.ts';
import { account } from './account.ts';
import { app } from './app.ts';
import { backupJobs } from './backup-jobs.ts';
import { browse } from './browse.ts';
import { checks } from './checks.ts';
import { comparison } from './comparison.ts';
import type { CallDefinition, CallWithFiles, PageFile } from './define.ts';
import { downloads } from './downloads.ts';
import { imports } from './imports.ts';
import { links } from './links.ts';
import { network } from './network.ts';
import { paste } from './paste.ts';
import { peek } from './peek.ts';
import { practice } from './practice.ts';
import { profiles } from './profiles.ts';
import { restore } from './restore.ts';
import { settings } from './settings.ts';
import { vault } from './vault.ts';
import { transfer } from './transfer.ts';

/**
 * The one contract between the desktop process and the window. The router, the preload bridge and `window.backhaul`
 * are all derived from it, so a call exists in all three or in none.
 */
export const contract = {
  app,
  settings,
  profiles,
  restore,
  comparison,
  account,
  browse,
  backupJobs,
  links,
  paste,
  peek,
  downloads,
  checks,
  network,
  practice,
  imports,
  transfer,
  vault,
} as const;

/** What main tells the window without being asked. `sequence` grows by one with each event. */
export const events = {
  /** One download changed. At most ten a second for each. */
  downloadChanged: z.strictObject({ sequence: z.number(), download }),
  downloadRemoved: z.strictObject({ sequence: z.number(), downloadId: z.string() }),
  /** One check of a file on this machine changed. At most ten a second for each. */
  checkChanged: z.strictObject({ sequence: z.number(), check: fileCheck }),
  checkRemoved: z.strictObject({ sequence: z.number(), checkId: z.string() }),
  /** The list of kept reports is another one. */
  reportsChanged: z.strictObject({ sequence: z.number() }),
  /** Backups being made by hand: all of them, whenever one changes. */
  backupJobsChanged: z.strictObject({ sequence: z.number(), jobs: z.array(backupJob) }),
  /** A server loads a backup on trial. */
  restoreProgressed: z.strictObject({ sequence: z.number(), requestId: z.string(), progress: restoreProgress }),
  profilesChanged: z.strictObject({ sequence: z.number(), profiles: z.array(profile) }),
  settingsChanged: z.strictObject({ sequence: z.number(), settings: settingsModel }),
  /** A permission test has tried one more action. */
  actionProbed: z.strictObject({ sequence: z.number(), testId: z.string(), probe: actionProbe }),
  vaultChanged: z.strictObject({ sequence: z.number(), state: vaultState }),
  /** The application menu was asked for something that the window does. */
  commandChosen: z.strictObject({ sequence: z.number(), commandId: z.enum(COMMAND_IDS) }),
} as const;

export type Contract = typeof contract;
export type Domain = keyof Contract;
export type CallName<D extends Domain> = keyof Contract[D] & string;
export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.infer<(typeof events)[E]>;

type InputOf<C> = C extends CallDefinition<infer Input> ? z.infer<Input> : never;
type OutputOf<C> = C extends CallDefinition<z.ZodType, infer Output> ? z.infer<Output> : never;
type BridgeCall<C> = C extends CallWithFiles
  ? (files: readonly PageFile[]) => Promise<Result<OutputOf<C>>>
  : InputOf<C> extends null
    ? () => Promise<Result<OutputOf<C>>>
    : (input: InputOf<C>) => Promise<Result<OutputOf<C>>>;

/** What one handler in the main process must be: it answers the value or throws an AppError. */
export type Handlers<D extends Domain> = {
  readonly [K in CallName<D>]: (
    input: InputOf<Contract[D][K]>,
  ) => Promise<OutputOf<Contract[D][K]>> | OutputOf<Contract[D][K]>;
};
export type AllHandlers = { readonly [D in Domain]: Handlers<D> };

/** The type of `window.backhaul`. */
export type Bridge = { readonly [D in Domain]: { readonly [K in CallName<D>]: BridgeCall<Contract[D][K]> } } & {
  readonly on: {
    readonly [E in EventName]: (listener: (payload: EventPayload<E>) => void) => () => void;
  };
};

/** The channel of a call. Only the router and the preload build one. */
export function channelOf(domain: string, name: string): string {
  return `backhaul:${domain}.${name}`;
}

/** The one channel events travel on. */
export const EVENT_CHANNEL = 'backhaul:event';
