import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import { lastUsedFirst } from '#shared/profile-order.ts';
import { Picker } from '../../components/picker.tsx';
import { ProdMark } from '../../components/prod-mark.tsx';
import type { Option } from '../../components/select-field.tsx';
import { useNow } from '../../components/use-now.ts';
import { cloudsQuery, profilesQuery, settingsQuery } from '../../queries.ts';
import { swatchOf } from './colours.ts';
import { KeyMark } from './key-mark.tsx';
import { useProfileName } from './profile-name.ts';
import { cloudWords, keyWords } from './profile-search.ts';
import styles from './profile-switcher.module.css';

const MINUTE_MS = 60_000;

/** Changes to another profile: the last used come first, and typing finds by name, group, cloud and end of the key. */
export function ProfileSwitcher({ profile, onActivate }: { profile: Profile; onActivate: (profile: Profile) => void }) {
  const { t } = useTranslation();
  const nameOf = useProfileName();
  const { data: profiles } = useSuspenseQuery(profilesQuery);
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const { data: presets = [] } = useQuery(cloudsQuery);
  const now = useNow(MINUTE_MS);

  const cloudNameOf = ({ cloud }: Profile): string =>
    presets.find(({ id }) => cloud.kind === 'preset' && id === cloud.presetId)?.name ?? '';
  const optionOf = (each: Profile): Option => ({
    value: each.id,
    label: nameOf(each),
    keywords: `${keyWords(each)} ${cloudWords(each)} ${cloudNameOf(each)}`,
    ...(each.group && { hint: each.group }),
    start: <span className={styles['swatch']} style={{ background: swatchOf(each.colour) }} aria-hidden />,
    mark: (
      <>
        {each.environment === 'prod' && <ProdMark />}
        <KeyMark profile={each} reminderDays={settings.keyReminderDays} now={now} />
      </>
    ),
  });
  return (
    <Picker
      isCompact
      label={t('top.profile')}
      value={profile.id}
      options={lastUsedFirst(profiles).map(optionOf)}
      emptyText={t('top.noProfile')}
      onChange={(id) => {
        const next = profiles.find((each) => each.id === id);
        if (next !== undefined) onActivate(next);
      }}
    />
  );
}
