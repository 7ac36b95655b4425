import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import { Picker } from '../../components/picker.tsx';
import { projectsQuery } from './queries.ts';
import { useDefaults } from './use-defaults.ts';

/** What asks for a project sends the focus here. */
export const PROJECT_PICKER_ID = 'project-picker';

/** Stands for "send no ProjectId": the account's default project. */
const DEFAULT_PROJECT = ' ';

export function ProjectPicker({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const { data: projects = [], isError } = useQuery({
    ...projectsQuery(profile.id),
    enabled: profile.secretState === 'ready',
  });
  const defaults = useDefaults(profile.id);
  const isListed = projects.some(({ id }) => id === profile.projectId) || profile.projectId === '';
  const options = [
    { value: DEFAULT_PROJECT, label: t('top.defaultProject') },
    ...(isListed ? [] : [{ value: profile.projectId, label: profile.projectId }]),
    ...projects.map(({ id, name }) => ({ value: id, label: name, hint: id })),
  ];
  return (
    <Picker
      isCompact
      inputId={PROJECT_PICKER_ID}
      label={t('top.project')}
      value={profile.projectId === '' ? DEFAULT_PROJECT : profile.projectId}
      options={options}
      emptyText={isError ? t('top.listFailed') : t('top.noMatch')}
      onChange={(value) => defaults.mutate({ projectId: value.trim() })}
    />
  );
}
