import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppErrorData } from '#shared/errors.ts';
import { bridge, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';

/** Where a link is plain http: asks, host by host, before a whole database travels unprotected. */
export function PlainHttpConsent({ error, onConsent }: { error: AppErrorData; onConsent: () => void }) {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  const host = String(error.params['host'] ?? '');
  const allow = useMutation({
    mutationFn: () => unwrap(bridge.settings.setPlainHttpConsent({ host, isAllowed: true })),
    onSuccess: () => {
      setIsAsking(false);
      onConsent();
    },
  });
  if (error.code !== 'plainHttpNeedsConsent') return null;
  return (
    <>
      <Button size="small" onClick={() => setIsAsking(true)}>
        {t('consent.open')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title={t('consent.title', { host })}
        description={t('consent.text')}
        actions={
          <>
            <Button onClick={() => setIsAsking(false)}>{t('consent.refuse')}</Button>
            <Button tone="danger" onClick={() => allow.mutate()}>
              {t('consent.allow', { host })}
            </Button>
          </>
        }
      />
    </>
  );
}
