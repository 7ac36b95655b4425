import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Region } from '#shared/models/account.ts';
import type { InstanceKind } from '#shared/models/backup.ts';
import { useLanguage } from '../../app/use-language.ts';
import { regionsQuery } from '../account/queries.ts';

/** The account's regions and what they are called; one we do not know goes by its id. */
export function useRegionNames(profileId: string): {
  regions: readonly Region[];
  nameOf: (regionId: string) => string;
} {
  const language = useLanguage();
  const { data: regions = NONE } = useQuery({ ...regionsQuery(profileId), enabled: false });
  const nameOf = useCallback(
    (regionId: string) => regions.find(({ id }) => id === regionId)?.name[language] ?? regionId,
    [regions, language],
  );
  return { regions, nameOf };
}

const NONE: readonly Region[] = [];

/** Words for what the API says in its own; what nobody has translated is shown as it came. */
export function useStateLabel(): (state: string) => string {
  const { t, i18n } = useTranslation('browse');
  return useMemo(
    () =>
      remembering((state) => (i18n.exists(`browse:state.${state}`) ? t(`state.${state}`) : state === '' ? '–' : state)),
    [t, i18n],
  );
}

export function useKindLabel(): (kind: InstanceKind) => string {
  const { t } = useTranslation('browse');
  return useMemo(() => remembering((kind: InstanceKind) => t(`kind.${kind}`)), [t]);
}

/** Says each word once and remembers it: long lists ask for the same few thousands of times. */
export function remembering<Key extends string>(say: (key: Key) => string): (key: Key) => string {
  const known = new Map<Key, string>();
  return (key) => {
    const word = known.get(key) ?? say(key);
    known.set(key, word);
    return word;
  };
}
