import { useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyCaps } from '../../components/key-caps.tsx';
import { infoQuery } from '../../queries.ts';
import type { Entry } from './entry.ts';
import styles from './palette.module.css';
import type { ResultGroup } from './search.ts';

/** What was found, in groups; `at` is the place of the entry that Enter chooses. */
export function PaletteList(props: {
  id: string;
  groups: readonly ResultGroup<Entry>[];
  at: number;
  onPoint: (at: number) => void;
  onChoose: (entry: Entry) => void;
}) {
  const { id, groups, at, onPoint, onChoose } = props;
  const { t } = useTranslation('palette');
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  const starts = groups.map((_, before) =>
    groups.slice(0, before).reduce((sum, { entries }) => sum + entries.length, 0),
  );
  return (
    <div ref={list} id={id} role="listbox" aria-label={t('results')} className={styles['list']}>
      {groups.map(({ group, entries, more }, groupAt) => (
        <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
          <div id={`${id}-${group}`} role="presentation" className={styles['groupName']}>
            {t(`group.${group}`)}
            {more > 0 && <span>{t('more', { count: more })}</span>}
          </div>
          {entries.map((entry, entryAt) => {
            const place = (starts[groupAt] ?? 0) + entryAt;
            return (
              <button
                type="button"
                key={entry.id}
                id={`${id}-${place}`}
                role="option"
                tabIndex={-1}
                aria-selected={place === at}
                aria-disabled={entry.blocked !== undefined}
                className={styles['entry']}
                // The field keeps the focus.
                onMouseDown={(event) => event.preventDefault()}
                // A list that moves under a resting pointer changes nothing.
                onMouseMove={() => (place === at ? undefined : onPoint(place))}
                onClick={() => onChoose(entry)}
              >
                <EntryRow entry={entry} />
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function EntryRow({ entry }: { entry: Entry }) {
  const { data: info } = useSuspenseQuery(infoQuery);
  const { start, label, detail, blocked, hint, keys } = entry;
  return (
    <>
      {start !== undefined && <span className={styles['start']}>{start}</span>}
      <span className={styles['label']} title={label}>
        <bdi>{label}</bdi>
      </span>
      <span className={styles['detail']}>
        <bdi>{blocked ?? detail}</bdi>
      </span>
      {hint !== undefined && hint !== '' && <code className={styles['hint']}>{hint}</code>}
      {keys !== undefined && <KeyCaps accelerator={keys} isMac={info.platform === 'darwin'} />}
    </>
  );
}
