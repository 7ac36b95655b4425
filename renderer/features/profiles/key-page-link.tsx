import { useMutation, useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { cloudsQuery } from '../../queries.ts';
import styles from './key-pages.module.css';

/** The page of a cloud's console where keys are made, in the system's browser. Nothing where we know of none. */
export function KeyPageLink({ presetId }: { presetId: string }) {
  const { t } = useTranslation('profiles');
  const { data: presets = [] } = useQuery(cloudsQuery);
  const open = useMutation({ mutationFn: () => unwrap(bridge.app.openPage({ page: 'apiKeys', presetId })) });
  if (!presets.some(({ id, keyPageUrl }) => id === presetId && keyPageUrl !== '')) return null;
  return (
    <>
      <Button tone="quiet" size="small" className={styles['link']} onClick={() => open.mutate()}>
        {t('form.apiKeysPage')}
        <ExternalLink size={12} aria-hidden />
      </Button>
      {open.error !== null && <ErrorAlert error={errorData(open.error)} />}
    </>
  );
}
