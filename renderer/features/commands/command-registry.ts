import type { CommandId } from '#shared/commands/commands.ts';

/** Why a command cannot be carried out now; keys of `commands:blocked`. */
export type BlockedReason =
  | 'alreadyLocked'
  | 'noMasterPassword'
  | 'notLocked'
  | 'nothingToPause'
  | 'nothingToResume'
  | 'practiceProfile';

/** What the window does when somebody asks for a command. */
export interface PageCommand {
  run: () => void;
  blocked?: BlockedReason | undefined;
}

export type PageCommands = Partial<Record<CommandId, PageCommand>>;

export interface CommandRegistry {
  /** Says what some commands do, until the answer is called. Whoever says it last is asked. */
  add(commands: PageCommands): () => void;
  /** Undefined where nothing on the screen can do it. */
  get(id: CommandId): PageCommand | undefined;
}

export function createCommandRegistry(): CommandRegistry {
  const layers: PageCommands[] = [];
  return {
    add(commands) {
      layers.push(commands);
      return () => {
        const at = layers.lastIndexOf(commands);
        if (at >= 0) layers.splice(at, 1);
      };
    },
    get: (id) => layers.findLast((layer) => layer[id] !== undefined)?.[id],
  };
}
