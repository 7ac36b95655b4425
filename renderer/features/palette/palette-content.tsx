import { Search } from 'lucide-react';
import { useDeferredValue, useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import type { Entry } from './entry.ts';
import { initialGroups } from './initial-groups.ts';
import { PaletteList } from './palette-list.tsx';
import styles from './palette.module.css';
import { search, type ResultGroup } from './search.ts';
import { useEntries } from './use-entries.ts';

const MOST_OF_A_GROUP = 20;
const PAGE = 8;
/** As much as a better kind of match counts. */
const BONUS_OF_USED = 15;

/** The field and what it finds. The field keeps the focus; which entry is meant is said by its id. */
export function PaletteContent(props: {
  profile: Profile | undefined;
  used: readonly string[];
  leads: Parameters<typeof useEntries>[1];
  onChoose: (entry: Entry) => void;
}) {
  const { profile, used, leads, onChoose } = props;
  const { t } = useTranslation('palette');
  const listId = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const { entries, likelyInstances } = useEntries(profile, leads);
  const groupsOf = (text: string): ResultGroup<Entry>[] =>
    text.trim() === ''
      ? initialGroups(entries, used, likelyInstances)
      : search(entries, text, MOST_OF_A_GROUP, ({ id }) => (used.includes(id) ? BONUS_OF_USED : 0));
  const drawnQuery = useDeferredValue(query);
  const groups = groupsOf(drawnQuery);
  const shown = groups.flatMap((group) => group.entries);
  const index = Math.min(at, shown.length - 1);

  const choose = (entry: Entry | undefined): void => {
    if (entry !== undefined && entry.blocked === undefined) onChoose(entry);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    // Enter may be what ends a Chinese word.
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const next = event.key === 'Enter' ? index : moved(event.key, index, shown.length);
    if (next === undefined) return;
    event.preventDefault();
    if (event.key !== 'Enter') setAt(next);
    // Whoever types fast means what was typed, not what is drawn so far.
    else choose(query === drawnQuery ? shown[index] : groupsOf(query)[0]?.entries[0]);
  };
  return (
    <>
      <div className={styles['field']}>
        <Search size={16} aria-hidden />
        <input
          type="text"
          role="combobox"
          aria-label={t('field')}
          aria-autocomplete="list"
          aria-expanded={shown.length > 0}
          aria-controls={listId}
          aria-activedescendant={index < 0 ? undefined : `${listId}-${index}`}
          placeholder={t('placeholder')}
          spellCheck={false}
          autoComplete="off"
          value={query}
          onChange={({ target }) => {
            setQuery(target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <PaletteList id={listId} groups={groups} at={index} onPoint={setAt} onChoose={choose} />
      <p role="status" className={styles['foot']}>
        {shown.length === 0 ? t('empty') : t('found', { count: countOf(groups) })}
      </p>
    </>
  );
}

/** Where a key leads; undefined for one that is not about moving. */
function moved(key: string, at: number, count: number): number | undefined {
  const last = Math.max(0, count - 1);
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: at >= last ? 0 : at + 1,
    ArrowUp: at <= 0 ? last : at - 1,
    PageDown: Math.min(last, at + PAGE),
    PageUp: Math.max(0, at - PAGE),
    Home: 0,
    End: last,
  };
  return targets[key];
}

function countOf(groups: readonly ResultGroup<Entry>[]): number {
  return groups.reduce((sum, { entries, more }) => sum + entries.length + more, 0);
}
