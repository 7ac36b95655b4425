import { KeyRound, TimerOff, TimerReset } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { keyNewsOf } from '#shared/key-rules.ts';
import type { Profile } from '#shared/models/profile.ts';
import { isKeyGone } from './key-gone.ts';
import styles from './key-mark.module.css';

const ICONS = { tokenExpired: TimerOff, tokenEndsSoon: TimerReset, keyOld: KeyRound } as const;

/** A quiet mark on a profile whose key or token wants attention; in words for whoever hovers or listens. */
export function KeyMark(props: { profile: Profile; reminderDays: number; now: number }) {
  const { t } = useTranslation('profiles');
  const news = keyNewsOf(props.profile, props.reminderDays, props.now);
  if (news === undefined || isKeyGone(props.profile)) return null;
  const Icon = ICONS[news];
  const says = t(`keyNews.${news}.mark`);
  return (
    <span className={styles['mark']} title={says}>
      <Icon size={13} aria-hidden />
      <span className="visually-hidden">{says}</span>
    </span>
  );
}
