import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';

/** What a profile is called on screen: the built-in one is called what it is in the user's language. */
export function useProfileName(): (profile: Pick<Profile, 'cloud' | 'name'>) => string {
  const { t } = useTranslation();
  return ({ cloud, name }) => (cloud.kind === 'practice' ? t('practice.profileName') : name);
}
