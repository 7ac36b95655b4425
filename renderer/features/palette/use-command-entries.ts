import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { COMMANDS } from '#shared/commands/commands.ts';
import { COMMAND_NAMES } from '#shared/commands/texts.ts';
import { SPEED_LIMITS } from '#shared/download-rules.ts';
import { formatSpeed } from '#shared/format.ts';
import { useLanguage } from '../../app/use-language.ts';
import { bridge } from '../../bridge.ts';
import { CommandContext } from '../commands/command-context.ts';
import type { Entry } from './entry.ts';
import { searchText } from './search.ts';

/** Pages and actions: every command something on the screen can do, found by its name in both languages. */
export function useCommandEntries(): Entry[] {
  const { t } = useTranslation();
  const registry = useContext(CommandContext);
  return COMMANDS.flatMap(({ id, keys = [] }): Entry[] => {
    const command = registry.get(id);
    if (command === undefined || id === 'palette.open') return [];
    const label = t(`commandNames:${id}`);
    const [shown] = keys;
    return [
      {
        id,
        group: id.startsWith('page.') ? 'pages' : 'actions',
        label,
        text: searchText(label, `${COMMAND_NAMES.en[id]} ${COMMAND_NAMES['zh-CN'][id]} ${id}`),
        ...(shown !== undefined && { keys: shown }),
        ...(command.blocked !== undefined && { blocked: t(`commands:blocked.${command.blocked}`) }),
        run: command.run,
      },
    ];
  });
}

/** The limits of speed that the Downloads page offers too. */
export function useSpeedEntries(): Entry[] {
  const { t } = useTranslation('palette');
  const language = useLanguage();
  const nameIn = (limit: number, lng: 'en' | 'zh-CN'): string =>
    t('speedLimit', { lng, limit: limit === 0 ? t('queue:limit.none', { lng }) : formatSpeed(limit, lng) });
  return SPEED_LIMITS.map((limit): Entry => {
    const label = nameIn(limit, language);
    return {
      id: `speedLimit.${limit}`,
      group: 'actions',
      label,
      text: searchText(label, `${nameIn(limit, 'en')} ${nameIn(limit, 'zh-CN')}`),
      run: () => void bridge.settings.change({ speedLimit: limit }),
    };
  });
}
