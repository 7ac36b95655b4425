import { useMutation } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { LeastPrivilege } from '../permissions/least-privilege.tsx';
import styles from './key-pages.module.css';

/** Where keys come from, in the system's browser, and how little they need to be allowed to do. */
export function KeyPages({ presetId, hasKeyPage }: { presetId: string; hasKeyPage: boolean }) {
  const { t } = useTranslation('profiles');
  const open = useMutation({ mutationFn: () => unwrap(bridge.app.openPage({ page: 'apiKeys', presetId })) });
  return (
    <div className={styles['pages']}>
      {hasKeyPage && (
        <Button tone="quiet" size="small" className={styles['link']} onClick={() => open.mutate()}>
          {t('form.apiKeysPage')}
          <ExternalLink size={12} aria-hidden />
        </Button>
      )}
      <LeastPrivilege />
      {open.error !== null && <ErrorAlert error={errorData(open.error)} />}
    </div>
  );
}
