import { useEffect, useSyncExternalStore } from 'react';
import type { Language, Settings } from '#shared/models/settings.ts';
import { changeLanguage } from './i18n.ts';

const darkSystem = window.matchMedia('(prefers-color-scheme: dark)');

function useSystemIsDark(): boolean {
  return useSyncExternalStore(
    (notify) => {
      darkSystem.addEventListener('change', notify);
      return () => darkSystem.removeEventListener('change', notify);
    },
    () => darkSystem.matches,
  );
}

export function languageOf(settings: Settings, systemLanguage: Language): Language {
  return settings.language === 'system' ? systemLanguage : settings.language;
}

/** Puts the chosen language and theme on the document; "system" follows the system while it changes. */
export function useAppearance(settings: Settings, systemLanguage: Language): void {
  const isSystemDark = useSystemIsDark();
  const language = languageOf(settings, systemLanguage);
  const isDark = settings.theme === 'dark' || (settings.theme === 'system' && isSystemDark);
  useEffect(() => {
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
  }, [isDark]);
  useEffect(() => void changeLanguage(language), [language]);
}
