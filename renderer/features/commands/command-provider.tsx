import { useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { bridge } from '../../bridge.ts';
import { infoQuery } from '../../queries.ts';
import { CommandContext } from './command-context.ts';
import { commandOfKey, type KeyPress } from './command-keys.ts';
import { createCommandRegistry } from './command-registry.ts';
import { useRunCommand } from './use-run-command.ts';

/** Where what commands do is told (useCommands), and asked for by keys and by the application menu. */
export function CommandProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(createCommandRegistry);
  return (
    <CommandContext value={registry}>
      <CommandListener />
      {children}
    </CommandContext>
  );
}

function CommandListener() {
  const { data: info } = useSuspenseQuery(infoQuery);
  const run = useRunCommand();
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const id = commandOfKey(keyPressOf(event), info.platform === 'darwin');
      if (id === undefined || event.defaultPrevented) return;
      event.preventDefault();
      if (!event.repeat) run(id);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
  useEffect(() => bridge.on.commandChosen(({ commandId }) => run(commandId)));
  return null;
}

function keyPressOf(event: KeyboardEvent): KeyPress {
  const { key, ctrlKey, metaKey, shiftKey, altKey, target } = event;
  const isInField = target instanceof Element && target.closest('input, textarea, [contenteditable="true"]') !== null;
  return { key, ctrlKey, metaKey, shiftKey, altKey, isInField };
}
