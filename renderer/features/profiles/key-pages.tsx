import { useMutation } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import styles from './key-pages.module.css';

type Page = 'apiKeys' | 'leastPrivilege';

/** Where keys come from and how little they need to be allowed to do, in the system's browser. */
export function KeyPages({ presetId, hasKeyPage }: { presetId: string; hasKeyPage: boolean }) {
  const { t } = useTranslation('profiles');
  const open = useMutation({
    mutationFn: (page: Page) => unwrap(bridge.app.openPage({ page, presetId: page === 'apiKeys' ? presetId : '' })),
  });
  const link = (page: Page) => (
    <Button tone="quiet" size="small" className={styles['link']} onClick={() => open.mutate(page)}>
      {t(`form.page.${page}`)}
      <ExternalLink size={12} aria-hidden />
    </Button>
  );
  return (
    <div className={styles['pages']}>
      {hasKeyPage && link('apiKeys')}
      {link('leastPrivilege')}
      {open.error !== null && <ErrorAlert error={errorData(open.error)} />}
    </div>
  );
}
