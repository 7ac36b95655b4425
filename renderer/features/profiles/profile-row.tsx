import { GripVertical, Pencil } from 'lucide-react';
import type { CSSProperties, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime, formatRelativeTime } from '#shared/format.ts';
import type { Profile } from '#shared/models/profile.ts';
import type { Place } from '#shared/profile-order.ts';
import { useLanguage } from '../../app/use-language.ts';
import { Button } from '../../components/button.tsx';
import { ProdMark } from '../../components/prod-mark.tsx';
import { swatchOf } from './colours.ts';
import { isKeyGone } from './key-gone.ts';
import { KeyMark } from './key-mark.tsx';
import styles from './profile-list.module.css';
import { ProfileMenu } from './profile-menu.tsx';
import { useProfileName } from './profile-name.ts';
import { TokenStatus } from './token-status.tsx';
import type { ProfileActions } from './use-profile-actions.ts';
import type { ProfileDrag } from './use-profile-drag.ts';

interface ProfileRowProps {
  profile: Profile;
  cloudName: string | undefined;
  isActive: boolean;
  /** It cannot be moved now. */
  isFixed: boolean;
  reminderDays: number;
  now: number;
  actions: ProfileActions;
  /** Where one step up or down would take it. */
  steps: { up: Place | undefined; down: Place | undefined };
  drag: ProfileDrag;
  style: CSSProperties;
  onFocus: () => void;
}

/** One profile of the list: what it is, how old its key is, and what can be done with it. */
export function ProfileRow(props: ProfileRowProps) {
  const { profile, isActive, reminderDays, now, actions, drag, style, onFocus } = props;
  const { t } = useTranslation('profiles');
  const name = useProfileName()(profile);
  const isPractice = profile.cloud.kind === 'practice';
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only where a drag ends; the handle does the same by keyboard
    <div
      role="listitem"
      className={styles['row']}
      style={style}
      data-dragged={drag.dragged === profile.id}
      data-drop={drag.target?.id === profile.id && drag.dragged !== profile.id ? drag.target.edge : undefined}
      onFocus={onFocus}
      onDragOver={(event) => drag.over(event, profile)}
      onDrop={(event) => drag.drop(event, profile)}
    >
      <MoveHandle {...props} name={name} />
      <span className={styles['swatch']} style={{ background: swatchOf(profile.colour) }} aria-hidden />
      <div className={styles['text']}>
        <div className={styles['name']}>
          <span className={styles['nameText']} title={name}>
            {name}
          </span>
          {profile.environment === 'prod' && <ProdMark />}
          {isActive && <span className={styles['active']}>{t('list.active')}</span>}
          <KeyMark profile={profile} reminderDays={reminderDays} now={now} />
        </div>
        <Facts {...props} />
      </div>
      {!isPractice && (
        <Button
          tone="quiet"
          className={styles['iconButton']}
          aria-label={t('list.editNamed', { name })}
          title={t('list.editNamed', { name })}
          onClick={() => actions.open({ what: 'edit', profile })}
        >
          <Pencil size={14} aria-hidden />
        </Button>
      )}
      <ProfileMenu {...props} name={name} />
    </div>
  );
}

function MoveHandle({ profile, isFixed, actions, steps, drag, name }: ProfileRowProps & { name: string }) {
  const { t } = useTranslation('profiles');
  const step = (event: KeyboardEvent): void => {
    const place = event.key === 'ArrowUp' ? steps.up : event.key === 'ArrowDown' ? steps.down : undefined;
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    if (!isFixed) actions.move(profile, place);
  };
  const says = isFixed ? t('list.moveFixed') : t('list.moveHint');
  return (
    <button
      type="button"
      className={styles['handle']}
      aria-label={t('list.move', { name })}
      title={says}
      aria-disabled={isFixed}
      draggable={!isFixed}
      onKeyDown={step}
      onDragStart={(event) => drag.start(event, profile)}
      onDragEnd={drag.end}
    >
      <GripVertical size={14} aria-hidden />
    </button>
  );
}

/** The cloud, the key and its age, and the end of a token. */
function Facts({ profile, cloudName, now }: ProfileRowProps) {
  const { t } = useTranslation('profiles');
  const language = useLanguage();
  const { cloud, publicKeyMasked, keyStoredAt, tokenExpiresAt } = profile;
  if (cloud.kind === 'practice') return <div className={styles['facts']}>{t('list.practice')}</div>;
  return (
    <div className={styles['facts']}>
      <span className={styles['cloud']}>{cloud.kind === 'custom' ? new URL(cloud.apiUrl).host : cloudName}</span>
      <code>{publicKeyMasked}</code>
      {isKeyGone(profile) ? (
        <span className={styles['gone']}>{t(`list.key.${profile.secretState}`)}</span>
      ) : (
        <>
          {keyStoredAt !== null && (
            <span title={formatDateTime(keyStoredAt, language)}>
              {t('list.key.stored', { when: formatRelativeTime(keyStoredAt, now, language) })}
            </span>
          )}
          <TokenStatus tokenExpiresAt={tokenExpiresAt} />
        </>
      )}
    </div>
  );
}
