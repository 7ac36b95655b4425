import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import { groupsOf, stepFrom } from '#shared/profile-order.ts';
import { useNow } from '../../components/use-now.ts';
import { activeProfile, cloudsQuery, profilesQuery, settingsQuery } from '../../queries.ts';
import styles from './profile-list.module.css';
import { ProfileRow } from './profile-row.tsx';
import type { ProfileActions } from './use-profile-actions.ts';
import { useProfileDrag } from './use-profile-drag.ts';

const PROFILE_PX = 52;
const HEADING_PX = 32;
const MINUTE_MS = 60_000;

type Row = { key: string; heading: string } | { key: string; profile: Profile };

/** Profiles by group. Only the rows in sight are there, and the one with the focus, so that it is never lost. */
export function ProfileList(props: { profiles: readonly Profile[]; isSearch: boolean; actions: ProfileActions }) {
  const { profiles, isSearch, actions } = props;
  const { t } = useTranslation('profiles');
  const { data: all } = useSuspenseQuery(profilesQuery);
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const { data: presets = [] } = useQuery(cloudsQuery);
  const now = useNow(MINUTE_MS);
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState('');
  const drag = useProfileDrag(all, actions.move);

  const activeId = activeProfile(all, settings)?.id;
  const rows = rowsOf(profiles);
  const focusedIndex = rows.findIndex(({ key }) => key === focused);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized: no React Compiler is in use
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (isHeading(rows[index]) ? HEADING_PX : PROFILE_PX),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 6,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), ...(focusedIndex < 0 ? [] : [focusedIndex])])].toSorted(
        (one, other) => one - other,
      ),
  });
  // A row that was moved by the keyboard stays in sight.
  useLayoutEffect(() => {
    virtualizer.measure();
    const hasFocus = scroller.current?.contains(document.activeElement) === true;
    if (hasFocus && focusedIndex >= 0) virtualizer.scrollToIndex(focusedIndex);
  }, [virtualizer, all, focusedIndex]);

  return (
    <div ref={scroller} className={styles['scroller']}>
      <div
        role="list"
        aria-label={t('list.label')}
        className={styles['rows']}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(({ index, start, size }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const place = { height: size, transform: `translateY(${start}px)` };
          if ('heading' in row) {
            return (
              <div key={row.key} role="listitem" className={styles['heading']} style={place}>
                <h3>{row.heading === '' ? t('list.noGroup') : row.heading}</h3>
              </div>
            );
          }
          const { profile } = row;
          return (
            <ProfileRow
              key={row.key}
              profile={profile}
              cloudName={
                presets.find(({ id }) => profile.cloud.kind === 'preset' && id === profile.cloud.presetId)?.name
              }
              isActive={profile.id === activeId}
              isFixed={isSearch}
              reminderDays={settings.keyReminderDays}
              now={now}
              actions={actions}
              steps={{ up: stepFrom(all, profile.id, 'up'), down: stepFrom(all, profile.id, 'down') }}
              drag={drag}
              style={place}
              onFocus={() => setFocused(row.key)}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Headings only where there are groups. */
function rowsOf(profiles: readonly Profile[]): Row[] {
  const groups = groupsOf(profiles);
  const hasGroups = groups.some(({ name }) => name !== '');
  return groups.flatMap(({ name, profiles: members }) => {
    const heading: Row[] = hasGroups ? [{ key: `group ${name}`, heading: name }] : [];
    return heading.concat(members.map((profile) => ({ key: profile.id, profile })));
  });
}

function isHeading(row: Row | undefined): boolean {
  return row !== undefined && 'heading' in row;
}
