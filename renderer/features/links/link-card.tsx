import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LinkView } from '#shared/models/link.ts';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { Card } from '../../components/page.tsx';
import { useToast } from '../../components/toasts.tsx';
import { PeekButton, PeekOutcome } from '../peek/peek-parts.tsx';
import { usePeek } from '../peek/use-peek.ts';
import { Expiry } from './expiry.tsx';
import styles from './link-card.module.css';
import { useSecondsLeft } from './use-seconds-left.ts';

/** A signed link: where it leads, how long it holds, and what can be done with it. The URL itself never comes here. */
export function LinkCard(props: {
  link: LinkView;
  title: string;
  isOneOfMany: boolean;
  onRenewed: (fresh: LinkView) => void;
  onDownload: () => void;
}) {
  const { link, title, isOneOfMany, onRenewed, onDownload } = props;
  const { t } = useTranslation();
  const say = useToast();
  const secondsLeft = useSecondsLeft(link.expiresAt);
  const isExpired = secondsLeft === 0;
  const copy = useMutation({
    mutationFn: (which: 'public' | 'private') => unwrap(bridge.links.copy({ linkId: link.id, which })),
    onSuccess: () => say(t('link.copied')),
  });
  const renew = useMutation({
    mutationFn: () => unwrap(bridge.links.renew({ linkId: link.id })),
    onSuccess: onRenewed,
  });
  const peek = usePeek(link.id);
  const error = copy.error ?? renew.error;

  return (
    <Card className={styles['card']} aria-label={title}>
      <div className={styles['head']}>
        {link.ref.shardId !== '' && <code className={styles['shard']}>{link.ref.shardId}</code>}
        <span className={styles['scheme']} data-scheme={link.scheme}>
          {link.scheme}
        </span>
        <span className={styles['host']} title={link.host}>
          {link.host}
        </span>
        <Expiry expiresAt={link.expiresAt} secondsLeft={secondsLeft} />
      </div>
      <div className={styles['url']}>{link.masked}</div>
      <div className={styles['actions']}>
        <Button tone={isExpired || isOneOfMany ? 'plain' : 'primary'} onClick={onDownload}>
          {t('link.download')}
        </Button>
        <Button disabled={isExpired} onClick={() => copy.mutate('public')}>
          {t('link.copy')}
        </Button>
        {link.hasPrivateLink && (
          <Button disabled={isExpired} onClick={() => copy.mutate('private')}>
            {t('link.copyPrivate')}
          </Button>
        )}
        <PeekButton peek={peek} />
        {link.ref.isPasted !== true && (
          <Button tone={isExpired ? 'primary' : 'plain'} disabled={renew.isPending} onClick={() => renew.mutate()}>
            {t('link.renew')}
          </Button>
        )}
      </div>
      {link.ref.isPasted === true && <p className={styles['note']}>{t('link.pastedNote')}</p>}
      {error !== null && <ErrorAlert error={errorData(error)} />}
      <PeekOutcome peek={peek} />
    </Card>
  );
}
