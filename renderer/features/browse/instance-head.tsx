import { Copy, Star } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Concern } from '#shared/models/browse.ts';
import type { KnownInstance } from '#shared/models/browse-memory.ts';
import { bridge } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { useToast } from '../../components/toasts.tsx';
import styles from './browse.module.css';
import { toneOf, useConcernText } from './concerns.tsx';
import { useKindLabel } from './labels.ts';

/** Which instance the backups below are of, and what they give cause for. */
export function InstanceHead(props: {
  instance: KnownInstance;
  concerns: readonly Concern[];
  now: number;
  isFavourite: boolean;
  onFavourite: (isFavourite: boolean) => void;
}) {
  const { instance, concerns, now, isFavourite, onFavourite } = props;
  const { t } = useTranslation('browse');
  const kindLabel = useKindLabel();
  const textOf = useConcernText(now);
  const say = useToast();
  const copyId = async (): Promise<void> => {
    if ((await bridge.app.copyText({ text: instance.id })).ok) say(t('copied', { id: instance.id }));
  };
  return (
    <header className={styles['head']}>
      <h1 className={styles['title']} title={instance.name}>
        <bdi>{instance.name}</bdi>
      </h1>
      <div className={styles['facts']}>
        <Button
          tone="quiet"
          size="small"
          className={styles['star']}
          aria-pressed={isFavourite}
          aria-label={t('favourite', { name: instance.name })}
          onClick={() => onFavourite(!isFavourite)}
        >
          <Star size={14} aria-hidden />
        </Button>
        <Button tone="quiet" size="small" aria-label={t('copyId', { id: instance.id })} onClick={() => void copyId()}>
          <code>{instance.id}</code>
          <Copy size={12} aria-hidden />
        </Button>
        <span>{kindLabel(instance.kind)}</span>
        {instance.version !== '' && <span>Redis {instance.version}</span>}
        <span>{[instance.zoneId, instance.slaveZoneId].filter((zone) => zone !== '').join(' + ')}</span>
        {concerns.map((concern) => (
          <span key={concern.kind} className={styles['concern']} data-tone={toneOf(concern.kind)}>
            {textOf(concern)}
          </span>
        ))}
      </div>
    </header>
  );
}
