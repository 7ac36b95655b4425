import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import { useLanguage } from '../../app/use-language.ts';
import { Picker } from '../../components/picker.tsx';
import { regionsQuery } from './queries.ts';
import { useDefaults } from './use-defaults.ts';

/** What asks for a region sends the focus here. */
export const REGION_PICKER_ID = 'region-picker';

export function RegionPicker({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: regions = [], isError } = useQuery({
    ...regionsQuery(profile.id),
    enabled: profile.secretState === 'ready',
  });
  const defaults = useDefaults(profile.id);
  const isListed = regions.some(({ id }) => id === profile.regionId) || profile.regionId === '';
  const options = [
    ...(isListed ? [] : [{ value: profile.regionId, label: profile.regionId }]),
    ...regions.map(({ id, name }) => ({ value: id, label: name[language], hint: id })),
  ];
  return (
    <Picker
      isCompact
      inputId={REGION_PICKER_ID}
      label={t('top.region')}
      value={profile.regionId}
      options={options}
      placeholder={t('top.chooseRegion')}
      emptyText={isError ? t('top.listFailed') : t('top.noMatch')}
      onChange={(regionId) => defaults.mutate({ regionId })}
    />
  );
}
