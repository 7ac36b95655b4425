import { useTranslation } from 'react-i18next';
import { keyNewsOf, SNOOZE_DAYS } from '#shared/key-rules.ts';
import type { Profile } from '#shared/models/profile.ts';
import type { Place } from '#shared/profile-order.ts';
import { MenuEntry, MoreMenu } from '../../components/menu.tsx';
import type { ProfileActions } from './use-profile-actions.ts';

/** Everything that can be done with a profile of the list. */
export function ProfileMenu(props: {
  profile: Profile;
  name: string;
  isActive: boolean;
  isFixed: boolean;
  reminderDays: number;
  now: number;
  steps: { up: Place | undefined; down: Place | undefined };
  actions: ProfileActions;
}) {
  const { profile, name, isActive, isFixed, reminderDays, now, steps, actions } = props;
  const { t } = useTranslation('profiles');
  const isPractice = profile.cloud.kind === 'practice';
  const isOld = keyNewsOf(profile, reminderDays, now) === 'keyOld';
  return (
    <MoreMenu label={t('list.more', { name })}>
      {!isActive && <MenuEntry label={t('list.use')} onClick={() => actions.activate(profile)} />}
      {!isPractice && (
        <>
          <MenuEntry label={t('list.edit')} onClick={() => actions.open({ what: 'edit', profile })} />
          <MenuEntry label={t('list.duplicate')} onClick={() => actions.duplicate(profile)} />
        </>
      )}
      {!isFixed && (
        <>
          {steps.up !== undefined && (
            <MenuEntry label={t('list.moveUp')} onClick={() => actions.move(profile, steps.up)} />
          )}
          {steps.down !== undefined && (
            <MenuEntry label={t('list.moveDown')} onClick={() => actions.move(profile, steps.down)} />
          )}
        </>
      )}
      {isOld && (
        <MenuEntry label={t('keyNews.snooze', { count: SNOOZE_DAYS })} onClick={() => actions.snooze(profile)} />
      )}
      {!isPractice && <MenuEntry label={t('list.export')} onClick={() => actions.open({ what: 'export', profile })} />}
      <MenuEntry label={t('list.delete')} onClick={() => actions.open({ what: 'delete', profile })} />
    </MoreMenu>
  );
}
