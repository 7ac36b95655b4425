import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instanceKey } from '#shared/backup-rows.ts';
import type { BrowsePath } from '#shared/models/browse-memory.ts';
import type { Profile } from '#shared/models/profile.ts';
import { BackupsView } from './backups-view.tsx';
import styles from './browse.module.css';
import { CopiesView } from './copies-view.tsx';
import { InstancesView } from './instances-view.tsx';
import { RowsSkeleton } from './list-state.tsx';
import { useBrowseMemory } from './use-browse-memory.ts';

interface BrowsePageProps {
  profile: Profile;
  onShowDownloads: () => void;
}

/** From the region to its instances to their backups. */
export function BrowsePage(props: BrowsePageProps) {
  return (
    <div className={styles['page']}>
      <Suspense fallback={<RowsSkeleton />}>
        <Browse {...props} />
      </Suspense>
    </div>
  );
}

function Browse({ profile, onShowDownloads }: BrowsePageProps) {
  const { t } = useTranslation('browse');
  const browse = useBrowseMemory(profile.id);
  const { memory, goTo, setFavourite } = browse;
  /** The region whose copies are looked at; another one in the bar leads away from them. */
  const [copiesOf, setCopiesOf] = useState('');
  const instance = isHere(memory.path, profile) ? memory.path.instance : null;
  if (instance !== null) {
    return (
      <BackupsView
        key={instanceKey(instance)}
        profile={profile}
        instance={instance}
        isFavourite={memory.favourites.includes(instanceKey(instance))}
        onFavourite={setFavourite}
        onBack={() => goTo({ ...memory.path, instance: null })}
        onShowDownloads={onShowDownloads}
      />
    );
  }
  if (copiesOf !== '' && copiesOf === profile.regionId) {
    return (
      <CopiesView
        key={`${profile.projectId} ${copiesOf}`}
        profile={profile}
        onBack={() => setCopiesOf('')}
        onShowDownloads={onShowDownloads}
      />
    );
  }
  return (
    <>
      <header className={styles['head']}>
        <h1 className={styles['title']}>{t('instances.title')}</h1>
        <p className={styles['muted']}>{t('instances.context')}</p>
      </header>
      <InstancesView
        key={profile.projectId}
        profile={profile}
        browse={browse}
        onCopies={() => setCopiesOf(profile.regionId)}
        onShowDownloads={onShowDownloads}
      />
    </>
  );
}

/** Another project or region in the bar above leads away from an instance of the old one. */
function isHere({ scope, instance }: BrowsePath, profile: Profile): boolean {
  if (instance === null || instance.projectId !== profile.projectId) return false;
  return scope === 'allRegions' || instance.regionId === profile.regionId;
}
