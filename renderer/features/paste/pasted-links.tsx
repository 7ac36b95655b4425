import type { LinkSide } from '#shared/link-forms.ts';
import type { LinkView } from '#shared/models/link.ts';
import { LinkCards } from '../links/link-cards.tsx';
import styles from './paste.module.css';

/** The cards of links to several backups; those of one backup's shards together. */
export function PastedLinks(props: {
  links: readonly LinkView[];
  onRenewed: (old: LinkView, fresh: LinkView) => void;
  onDownload: (links: readonly LinkView[], which: LinkSide) => void;
}) {
  const { links, onRenewed, onDownload } = props;
  const groups = Map.groupBy(links, ({ ref }) => `${ref.instanceId} ${ref.backupId}`);
  if (links.length === 0) return null;
  return (
    <div className={styles['links']}>
      {[...groups].map(([key, ofOne]) => (
        <LinkCards
          key={key}
          links={ofOne}
          {...(groups.size > 1 ? { of: ofOne[0]?.ref.backupId ?? '' } : {})}
          onRenewed={onRenewed}
          onDownload={onDownload}
        />
      ))}
    </div>
  );
}
