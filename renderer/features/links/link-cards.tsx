import { useTranslation } from 'react-i18next';
import type { LinkSide } from '#shared/link-forms.ts';
import type { LinkView } from '#shared/models/link.ts';
import { errorData } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { CopyMenu } from './copy-menu.tsx';
import { LinkCard } from './link-card.tsx';
import styles from './link-card.module.css';
import { useCopyLinks } from './use-copy-links.ts';

/** One card for a backup, several for a distributed one: a link for each shard. */
export function LinkCards(props: {
  links: readonly LinkView[];
  /** The backup, where cards of several stand together. */
  of?: string;
  onRenewed: (old: LinkView, fresh: LinkView) => void;
  onDownload: (links: readonly LinkView[], which: LinkSide) => void;
}) {
  const { t } = useTranslation();
  const { links, of, onRenewed, onDownload } = props;
  const copy = useCopyLinks(links.map(({ id }) => id));
  const single = of === undefined ? t('link.title') : t('link.titleOf', { id: of });
  if (links.length === 0) return null;
  return (
    <div className={styles['cards']}>
      {links.length > 1 && (
        <div className={styles['actions']}>
          <Button tone="primary" onClick={() => onDownload(links, 'public')}>
            {t('link.downloadAll', { count: links.length })}
          </Button>
          <CopyMenu
            label={t('link.copyAllAs', { count: links.length })}
            sides={['public']}
            disabled={false}
            onCopy={(which, form) => copy.mutate({ which, form })}
          />
        </div>
      )}
      {copy.error !== null && <ErrorAlert error={errorData(copy.error)} />}
      {links.map((link, index) => (
        <LinkCard
          key={link.id}
          link={link}
          title={
            links.length === 1
              ? single
              : t('link.shardTitle', { number: index + 1, count: links.length, shard: link.ref.shardId })
          }
          onRenewed={(fresh) => onRenewed(link, fresh)}
          isOneOfMany={links.length > 1}
          onDownload={(which) => onDownload([link], which)}
        />
      ))}
    </div>
  );
}
