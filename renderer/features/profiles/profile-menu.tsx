import { Menu } from '@base-ui/react/menu';
import { Ellipsis } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { keyNewsOf, SNOOZE_DAYS } from '#shared/key-rules.ts';
import type { Profile } from '#shared/models/profile.ts';
import type { Place } from '#shared/profile-order.ts';
import popup from '../../components/popup.module.css';
import styles from './profile-list.module.css';
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
    <Menu.Root>
      <Menu.Trigger
        className={styles['menuButton'] ?? ''}
        aria-label={t('list.more', { name })}
        title={t('list.more', { name })}
      >
        <Ellipsis size={16} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={popup['positioner'] ?? ''} sideOffset={4} align="end">
          <Menu.Popup className={popup['popup'] ?? ''}>
            {!isActive && <Item label={t('list.use')} onClick={() => actions.activate(profile)} />}
            {!isPractice && (
              <>
                <Item label={t('list.edit')} onClick={() => actions.open({ what: 'edit', profile })} />
                <Item label={t('list.duplicate')} onClick={() => actions.duplicate(profile)} />
              </>
            )}
            {!isFixed && (
              <>
                {steps.up !== undefined && (
                  <Item label={t('list.moveUp')} onClick={() => actions.move(profile, steps.up)} />
                )}
                {steps.down !== undefined && (
                  <Item label={t('list.moveDown')} onClick={() => actions.move(profile, steps.down)} />
                )}
              </>
            )}
            {isOld && (
              <Item label={t('keyNews.snooze', { count: SNOOZE_DAYS })} onClick={() => actions.snooze(profile)} />
            )}
            {!isPractice && <Item label={t('list.export')} onClick={() => actions.open({ what: 'export', profile })} />}
            <Item label={t('list.delete')} onClick={() => actions.open({ what: 'delete', profile })} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Item({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Menu.Item className={styles['menuItem'] ?? ''} onClick={onClick}>
      {label}
    </Menu.Item>
  );
}
