import { useSuspenseQuery } from '@tanstack/react-query';
import { Pencil, Plus, Trash2, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import { Button } from '../components/button.tsx';
import { Picker } from '../components/picker.tsx';
import { ProdMark } from '../components/prod-mark.tsx';
import { ProjectPicker } from '../features/account/project-picker.tsx';
import { RegionPicker } from '../features/account/region-picker.tsx';
import { swatchOf } from '../features/profiles/colours.ts';
import { profilesQuery } from '../queries.ts';
import styles from './top-bar.module.css';

/** Which profile, project and region everything below is about. */
export function TopBar(props: {
  profile: Profile;
  onActivate: (profile: Profile) => void;
  onAdd: () => void;
  onEdit: () => void;
  onDelete: () => void;
}) {
  const { profile, onActivate, onAdd, onEdit, onDelete } = props;
  const { t } = useTranslation();
  const { data: profiles } = useSuspenseQuery(profilesQuery);
  const isPractice = profile.cloud.kind === 'practice';
  /** The built-in profile is called what it is in the user's language. */
  const displayName = ({ cloud, name }: Profile): string =>
    cloud.kind === 'practice' ? t('practice.profileName') : name;
  return (
    <header className={styles['bar']} data-environment={profile.environment}>
      {profile.environment === 'prod' && <ProdMark />}
      <span className={styles['swatch']} style={{ background: swatchOf(profile.colour) }} aria-hidden />
      <div className={styles['profile']}>
        <Picker
          isCompact
          label={t('top.profile')}
          value={profile.id}
          options={profiles.map((each) => ({
            value: each.id,
            label: displayName(each),
            keywords: keywordsOf(each),
            ...(each.group && { hint: each.group }),
          }))}
          emptyText={t('top.noProfile')}
          onChange={(id) => {
            const next = profiles.find((each) => each.id === id);
            if (next !== undefined) onActivate(next);
          }}
        />
      </div>
      <div className={styles['buttons']}>
        <BarButton icon={Plus} label={t('top.add')} onClick={onAdd} />
        {!isPractice && <BarButton icon={Pencil} label={t('top.edit', { name: profile.name })} onClick={onEdit} />}
        <BarButton icon={Trash2} label={t('top.delete', { name: profile.name })} onClick={onDelete} />
      </div>
      <div className={styles['picker']}>
        <span className={styles['caption']}>{t('top.project')}</span>
        <div>
          <ProjectPicker profile={profile} />
        </div>
      </div>
      <div className={styles['picker']}>
        <span className={styles['caption']}>{t('top.region')}</span>
        <div>
          <RegionPicker profile={profile} />
        </div>
      </div>
    </header>
  );
}

/** What finds a profile besides its name: its group, the end of its key, its endpoint. */
function keywordsOf({ group, publicKeyMasked, cloud }: Profile): string {
  const endpoint = cloud.kind === 'custom' ? cloud.apiUrl : cloud.kind === 'preset' ? cloud.presetId : '';
  return `${group} ${publicKeyMasked.slice(-5)} ${endpoint}`;
}

function BarButton({ icon: Icon, label, onClick }: { icon: LucideIcon; label: string; onClick: () => void }) {
  return (
    <Button tone="quiet" className={styles['iconButton']} aria-label={label} title={label} onClick={onClick}>
      <Icon size={15} aria-hidden />
    </Button>
  );
}
