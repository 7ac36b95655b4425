import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { KeyRound, TimerOff, TimerReset } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCountdown, formatRelativeTime } from '#shared/format.ts';
import { keyNewsOf, SNOOZE_DAYS, type KeyNews } from '#shared/key-rules.ts';
import type { Profile } from '#shared/models/profile.ts';
import { useLanguage } from '../../app/use-language.ts';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { useNow } from '../../components/use-now.ts';
import { settingsQuery } from '../../queries.ts';
import { isKeyGone } from './key-gone.ts';
import { KeyPageLink } from './key-page-link.tsx';
import styles from './secret-notice.module.css';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

const ICONS = { tokenExpired: TimerOff, tokenEndsSoon: TimerReset, keyOld: KeyRound } as const;

/** Says that a token has ended or is about to, or that a key has grown old, and the way forward. */
export function KeyNotice({ profile, onEdit }: { profile: Profile; onEdit: () => void }) {
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const now = useNow(profile.tokenExpiresAt === null ? MINUTE_MS : SECOND_MS);
  const news = keyNewsOf(profile, settings.keyReminderDays, now);
  // A key that is not there at all has a notice of its own.
  return news === undefined || isKeyGone(profile) ? null : (
    <Notice profile={profile} news={news} now={now} onEdit={onEdit} />
  );
}

function Notice(props: { profile: Profile; news: KeyNews; now: number; onEdit: () => void }) {
  const { profile, news, now, onEdit } = props;
  const { t } = useTranslation('profiles');
  const language = useLanguage();
  const titleId = useId();
  const snooze = useMutation({
    mutationFn: () => unwrap(bridge.profiles.snoozeReminder({ profileId: profile.id })),
  });
  const Icon = ICONS[news];
  const { name, cloud, keyStoredAt, tokenExpiresAt } = profile;
  const left = formatCountdown(((tokenExpiresAt ?? now) - now) / SECOND_MS, language);
  const stored = formatRelativeTime(keyStoredAt ?? now, now, language);
  return (
    <section aria-labelledby={titleId} className={styles['notice']} data-tone={news === 'keyOld' ? 'quiet' : 'warning'}>
      <Icon size={16} className={styles['icon']} aria-hidden />
      <div className={styles['text']}>
        <p id={titleId} className={styles['what']}>
          {t(`keyNews.${news}.what`, { name, left, stored })}
        </p>
        <p>{t(`keyNews.${news}.next`)}</p>
        {snooze.error !== null && <ErrorAlert error={errorData(snooze.error)} />}
      </div>
      <div className={styles['actions']}>
        {cloud.kind === 'preset' && <KeyPageLink presetId={cloud.presetId} />}
        {news === 'keyOld' && (
          <Button size="small" onClick={() => (snooze.isPending ? undefined : snooze.mutate())}>
            {t('keyNews.snooze', { count: SNOOZE_DAYS })}
          </Button>
        )}
        <Button size="small" onClick={onEdit}>
          {t('keyNews.replace')}
        </Button>
      </div>
    </section>
  );
}
