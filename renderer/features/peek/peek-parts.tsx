import { useTranslation } from 'react-i18next';
import { errorData } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { PlainHttpConsent } from '../downloads/plain-http-consent.tsx';
import { PeekFacts } from './peek-facts.tsx';
import type { PeekState } from './use-peek.ts';

export function PeekButton({ peek }: { peek: PeekState }) {
  const { t } = useTranslation('peek');
  return (
    <Button aria-disabled={peek.isLooking} title={t('hint')} onClick={() => (peek.isLooking ? undefined : peek.look())}>
      {peek.isLooking ? t('looking') : t('look')}
    </Button>
  );
}

/** What was seen, or why nothing was. */
export function PeekOutcome({ peek }: { peek: PeekState }) {
  const { t } = useTranslation('peek');
  if (peek.error !== null && !peek.isLooking) {
    const error = errorData(peek.error);
    return (
      <ErrorAlert
        error={error}
        actions={
          <>
            <PlainHttpConsent error={error} onConsent={() => peek.look()} />
            <Button size="small" onClick={() => peek.look()}>
              {t('again')}
            </Button>
          </>
        }
      />
    );
  }
  return peek.report === undefined ? null : <PeekFacts report={peek.report} />;
}
