import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import { errorData } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { projectsQuery, regionsQuery } from './queries.ts';

/** Why a profile's regions or projects cannot be listed, with a way to try again. One reason is enough for both. */
export function AccountNotice({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const enabled = profile.secretState === 'ready';
  const regions = useQuery({ ...regionsQuery(profile.id), enabled });
  const projects = useQuery({ ...projectsQuery(profile.id), enabled });
  const failed = [regions, projects].filter(({ error }) => error !== null);
  const [first] = failed;
  if (!enabled || first === undefined) return null;
  const retry = (): void => {
    for (const query of failed) void query.refetch();
  };
  const isTrying = failed.some(({ isFetching }) => isFetching);
  return (
    <ErrorAlert
      error={errorData(first.error)}
      actions={
        <Button size="small" onClick={retry} disabled={isTrying}>
          {t('error.tryAgain')}
        </Button>
      }
    />
  );
}
