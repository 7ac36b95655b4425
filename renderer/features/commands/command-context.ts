import { createContext, useContext, useEffect } from 'react';
import type { CommandRegistry, PageCommands } from './command-registry.ts';

export const CommandContext = createContext<CommandRegistry>({ add: () => () => undefined, get: () => undefined });

/** Says what commands do for as long as a component is there. */
export function useCommands(commands: PageCommands): void {
  const registry = useContext(CommandContext);
  // Anew with each drawing, so that a command never acts on what was true before.
  useEffect(() => registry.add(commands));
}
