import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import { lastUsedFirst } from '#shared/profile-order.ts';
import { useLanguage } from '../../app/use-language.ts';
import { ProdMark } from '../../components/prod-mark.tsx';
import { profilesQuery } from '../../queries.ts';
import { projectsQuery, regionsQuery } from '../account/queries.ts';
import { useDefaults } from '../account/use-defaults.ts';
import { swatchOf } from '../profiles/colours.ts';
import { useProfileName } from '../profiles/profile-name.ts';
import { cloudWords, keyWords } from '../profiles/profile-search.ts';
import type { Entry } from './entry.ts';
import styles from './palette.module.css';
import { searchText } from './search.ts';

/** The other profiles, the last used first. */
export function useProfileEntries(active: Profile | undefined, onActivate: (profile: Profile) => void): Entry[] {
  const { data: profiles } = useSuspenseQuery(profilesQuery);
  const nameOf = useProfileName();
  return lastUsedFirst(profiles)
    .filter(({ id }) => id !== active?.id)
    .map((profile): Entry => {
      const label = nameOf(profile);
      return {
        id: `profile.${profile.id}`,
        group: 'profiles',
        label,
        detail: profile.group,
        text: searchText(label, `${profile.group} ${keyWords(profile)} ${cloudWords(profile)}`),
        start: (
          <>
            <span className={styles['swatch']} style={{ background: swatchOf(profile.colour) }} />
            {profile.environment === 'prod' && <ProdMark />}
          </>
        ),
        run: () => onActivate(profile),
      };
    });
}

/** The regions and projects of the profile in use. */
export function usePlaceEntries(profile: Profile | undefined): Entry[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const id = profile?.id ?? '';
  const enabled = profile?.secretState === 'ready';
  const { data: regions = [] } = useQuery({ ...regionsQuery(id), enabled });
  const { data: projects = [] } = useQuery({ ...projectsQuery(id), enabled });
  const { mutate: choose } = useDefaults(id);
  if (profile === undefined) return [];
  const allProjects = [{ id: '', name: t('top.defaultProject') }, ...projects];
  return [
    ...regions
      .filter(({ id }) => id !== profile.regionId)
      .map(({ id, name }): Entry => {
        const text = searchText(name[language], `${name.en} ${name['zh-CN']} ${id}`);
        const run = (): void => choose({ regionId: id });
        return { id: `region.${id}`, group: 'regions', label: name[language], hint: id, text, run };
      }),
    ...allProjects
      .filter(({ id }) => id !== profile.projectId)
      .map(({ id, name }): Entry => {
        const run = (): void => choose({ projectId: id });
        return { id: `project.${id}`, group: 'projects', label: name, hint: id, text: searchText(name, id), run };
      }),
  ];
}
