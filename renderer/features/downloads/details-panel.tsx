import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isActive } from '#shared/download-totals.ts';
import { formatDateTime } from '#shared/format.ts';
import { HIDDEN_NAME } from '#shared/hidden-names.ts';
import type { Download } from '#shared/models/download.ts';
import { useExactSize } from '../../app/use-exact-size.ts';
import { useLanguage } from '../../app/use-language.ts';
import { bridge, unwrap } from '../../bridge.ts';
import { settingsQuery } from '../../queries.ts';
import { Fact } from '../../components/fact.tsx';
import { KeyName } from '../reports/key-name.tsx';
import styles from './details.module.css';
import { SegmentStrip } from './segment-strip.tsx';
import { SpeedGraph } from './speed-graph.tsx';
import { isSetAside } from './states.ts';
import { Timeline } from './timeline.tsx';

/** Only while somebody looks, and only while something moves. */
const LOOK_EVERY_MS = 500;

/** All there is to know of one download: where it lies, where its bytes are, how fast they come, what happened. */
export function DetailsPanel({ download, id }: { download: Download; id: string }) {
  const { t } = useTranslation('queue');
  const language = useLanguage();
  const exactly = useExactSize();
  const { receivedBytes, totalBytes, state, activityCount } = download;
  const { data: details } = useQuery({
    queryKey: ['downloadDetails', download.id, activityCount, state.status],
    queryFn: () => unwrap(bridge.downloads.details({ downloadId: download.id })),
    refetchInterval: isActive(download) ? LOOK_EVERY_MS : false,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  if (details === undefined) return null;
  const code = (text: string | null): ReactNode => (text === null ? null : <code>{text}</code>);
  const known = (text: string | null): string => text ?? t('details.unknown');
  const facts: readonly { name: string; value: ReactNode }[] = [
    { name: t('details.path'), value: code(details.path) },
    { name: t('details.received'), value: exactly(receivedBytes) },
    { name: t('details.total'), value: known(totalBytes === null ? null : exactly(totalBytes)) },
    { name: t('details.host'), value: known(download.host === '' ? null : download.host) },
    { name: t('details.added'), value: formatDateTime(download.addedAt, language) },
    { name: 'ETag', value: code(details.etag) },
    { name: 'SHA-256', value: code(details.sha256) },
    {
      name: t('details.lastGoodKey'),
      value: details.lastGoodKey === null ? null : <LastGoodKey name={details.lastGoodKey} />,
    },
  ];
  return (
    <section id={id} className={styles['details']} aria-label={t('details.title', { name: download.fileName })}>
      {state.status !== 'done' && !isSetAside(download) && (
        <div className={styles['pictures']}>
          <SegmentStrip segments={details.segments} connections={details.connections} totalBytes={totalBytes} />
          <SpeedGraph downloadId={download.id} />
        </div>
      )}
      <dl className={styles['facts']}>
        {facts
          .filter(({ value }) => value !== null)
          .map(({ name, value }) => (
            <Fact key={name} term={name}>
              {value}
            </Fact>
          ))}
      </dl>
      <Timeline timeline={details.timeline} />
    </section>
  );
}

function LastGoodKey({ name }: { name: string }) {
  const { data: settings } = useSuspenseQuery(settingsQuery);
  return <KeyName text={settings.hidesKeyNames ? HIDDEN_NAME : name} />;
}
