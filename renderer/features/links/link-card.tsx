import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LinkSide } from '#shared/link-forms.ts';
import type { LinkView, Reach } from '#shared/models/link.ts';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { Card } from '../../components/page.tsx';
import { PeekButton, PeekOutcome } from '../peek/peek-parts.tsx';
import { usePeek } from '../peek/use-peek.ts';
import { CopyMenu } from './copy-menu.tsx';
import { Expiry } from './expiry.tsx';
import styles from './link-card.module.css';
import { LinkPlace } from './link-place.tsx';
import { sidesOf } from './sides-of.ts';
import { useCopyLinks } from './use-copy-links.ts';
import { useSecondsLeft } from './use-seconds-left.ts';

/** A signed link: where it leads, how long it holds, and what can be done with it. The URL itself never comes here. */
export function LinkCard(props: {
  link: LinkView;
  title: string;
  isOneOfMany: boolean;
  onRenewed: (fresh: LinkView) => void;
  onDownload: (which: LinkSide) => void;
}) {
  const { link, title, isOneOfMany, onRenewed, onDownload } = props;
  const { t } = useTranslation();
  const secondsLeft = useSecondsLeft(link.expiresAt);
  const isExpired = secondsLeft === 0;
  const sides = sidesOf(link);
  const copy = useCopyLinks([link.id]);
  const test = useMutation({ mutationFn: () => reachOf(link.id, sides) });
  const renew = useMutation({
    mutationFn: () => unwrap(bridge.links.renew({ linkId: link.id })),
    onSuccess: onRenewed,
  });
  const peek = usePeek(link.id);
  const error = copy.error ?? test.error ?? renew.error;

  return (
    <Card className={styles['card']} aria-label={title}>
      <div className={styles['head']}>
        {link.ref.shardId !== '' && <code className={styles['shard']}>{link.ref.shardId}</code>}
        <LinkPlace which="public" place={link} reach={test.data?.public} />
        <Expiry expiresAt={link.expiresAt} secondsLeft={secondsLeft} />
      </div>
      {link.privatePlace !== null && <LinkPlace which="private" place={link.privatePlace} reach={test.data?.private} />}
      <div className={styles['url']}>{link.masked}</div>
      <div className={styles['actions']}>
        <Button tone={isExpired || isOneOfMany ? 'plain' : 'primary'} onClick={() => onDownload('public')}>
          {t('link.download')}
        </Button>
        <Button disabled={isExpired} onClick={() => copy.mutate({ which: 'public', form: 'url' })}>
          {t('link.copy')}
        </Button>
        {link.privatePlace !== null && (
          <Button title={t('link.downloadPrivateHint')} onClick={() => onDownload('private')}>
            {t('link.downloadPrivate')}
          </Button>
        )}
        <CopyMenu
          label={t('link.copyAs')}
          sides={sides}
          disabled={isExpired}
          onCopy={(which, form) => copy.mutate({ which, form })}
        />
        <Button disabled={isExpired} aria-disabled={test.isPending} onClick={() => test.isPending || test.mutate()}>
          {test.isPending ? t('link.testingReach') : t('link.testReach')}
        </Button>
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

async function reachOf(linkId: string, sides: readonly LinkSide[]): Promise<Partial<Record<LinkSide, Reach>>> {
  const found = await Promise.all(
    sides.map(async (which) => [which, await unwrap(bridge.links.reach({ linkId, which }))] as const),
  );
  return Object.fromEntries(found);
}
