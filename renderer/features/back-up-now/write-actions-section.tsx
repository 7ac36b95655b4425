import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { offersWriteActions } from '#shared/write-actions.ts';
import { bridge, unwrap } from '../../bridge.ts';
import { CheckField } from '../../components/check-field.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { activeProfile, profilesQuery, settingsQuery } from '../../queries.ts';
import { Section } from '../settings/section.tsx';

/** Which profiles offer what changes something in the cloud. */
export function WriteActionsSection() {
  const { t } = useTranslation('backUp');
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const { data: profiles } = useSuspenseQuery(profilesQuery);
  const [chosen, setChosen] = useState('');
  const choose = useMutation({
    mutationFn: (input: { profileId: string; choice: 'offered' | 'hidden' }) =>
      unwrap(bridge.settings.setWriteActions(input)),
  });
  const profile = profiles.find(({ id }) => id === chosen) ?? activeProfile(profiles, settings);
  if (profile === undefined) return null;
  return (
    <Section title={t('setting.title')} error={choose.error}>
      {profiles.length > 1 && (
        <SelectField
          label={t('setting.profile')}
          value={profile.id}
          options={profiles.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setChosen}
        />
      )}
      <CheckField
        label={t('setting.hide', { name: profile.name })}
        hint={t('setting.hint')}
        checked={!offersWriteActions(settings, profile)}
        onChange={(isHidden) => choose.mutate({ profileId: profile.id, choice: isHidden ? 'hidden' : 'offered' })}
      />
    </Section>
  );
}
