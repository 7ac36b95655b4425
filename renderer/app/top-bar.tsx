import { Pencil, Plus, Trash2, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import { Button } from '../components/button.tsx';
import { ProdMark } from '../components/prod-mark.tsx';
import { ProjectPicker } from '../features/account/project-picker.tsx';
import { RegionPicker } from '../features/account/region-picker.tsx';
import { swatchOf } from '../features/profiles/colours.ts';
import { PaletteButton } from '../features/palette/palette-button.tsx';
import { ProfileSwitcher } from '../features/profiles/profile-switcher.tsx';
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
  const isPractice = profile.cloud.kind === 'practice';
  return (
    <header className={styles['bar']} data-environment={profile.environment}>
      {profile.environment === 'prod' && <ProdMark />}
      <span className={styles['swatch']} style={{ background: swatchOf(profile.colour) }} aria-hidden />
      <div className={styles['profile']}>
        <ProfileSwitcher profile={profile} onActivate={onActivate} />
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
      <div className={styles['end']}>
        <PaletteButton />
      </div>
    </header>
  );
}

function BarButton({ icon: Icon, label, onClick }: { icon: LucideIcon; label: string; onClick: () => void }) {
  return (
    <Button tone="quiet" className={styles['iconButton']} aria-label={label} title={label} onClick={onClick}>
      <Icon size={15} aria-hidden />
    </Button>
  );
}
