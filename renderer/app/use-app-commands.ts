import { bridge } from '../bridge.ts';
import { useCommands } from '../features/commands/command-context.ts';

/** What can be asked for before there is a profile too. */
export function useAppCommands({ onAddProfile }: { onAddProfile: () => void }): void {
  const change = (changes: Parameters<typeof bridge.settings.change>[0]) => ({
    run: () => void bridge.settings.change(changes),
  });
  useCommands({
    'profile.add': { run: onAddProfile },
    'theme.system': change({ theme: 'system' }),
    'theme.light': change({ theme: 'light' }),
    'theme.dark': change({ theme: 'dark' }),
    'language.system': change({ language: 'system' }),
    'language.en': change({ language: 'en' }),
    'language.zh-CN': change({ language: 'zh-CN' }),
  });
}
