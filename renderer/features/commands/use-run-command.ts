import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { COMMANDS, type CommandId } from '#shared/commands/commands.ts';
import { openDialogs } from '../../components/open-dialogs.ts';
import { useToast } from '../../components/toasts.tsx';
import { CommandContext } from './command-context.ts';

/** Does what a key, a menu or the palette asks for, or says why not. */
export function useRunCommand(): (id: CommandId) => void {
  const { t } = useTranslation('commands');
  const registry = useContext(CommandContext);
  const say = useToast();
  return (id) => {
    const command = registry.get(id);
    if (isBehindDialog(id)) say(t('dialogFirst'));
    else if (command === undefined) say(t('notHere'));
    else if (command.blocked !== undefined) say(t(`blocked.${command.blocked}`));
    else command.run();
  };
}

/** A dialog keeps away what lies behind it. */
function isBehindDialog(id: CommandId): boolean {
  const isAnywhere = COMMANDS.some((command) => command.id === id && command.isAnywhere === true);
  return !isAnywhere && openDialogs().length > 0;
}
