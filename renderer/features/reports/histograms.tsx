import { useTranslation } from 'react-i18next';
import { formatDuration } from '#shared/format.ts';
import type { Amount } from '#shared/models/rdb-summary.ts';
import { useLanguage } from '../../app/use-language.ts';
import { Histogram } from './histogram.tsx';
import { Picture } from './picture.tsx';
import type { PictureProps } from './shares.tsx';
import { useAmounts } from './use-amounts.ts';

interface Bucket extends Amount {
  readonly label: string;
}

/** When keys expire, counted from the check. */
export function Lives({ reportId, summary, measure }: PictureProps) {
  const { t } = useTranslation('reports');
  const language = useLanguage();
  const { never, expired, buckets } = summary.ttl;
  const longest = buckets.findLast(({ upToMs }) => upToMs !== null)?.upToMs ?? 0;
  const duration = (ms: number): string => formatDuration(ms / 1000, language);
  const rows: Bucket[] = [
    { label: t('lives.never'), ...never },
    { label: t('lives.expired'), ...expired },
    ...buckets.map(({ upToMs, keys, sizeBytes }) => ({
      label: upToMs === null ? `> ${duration(longest)}` : `≤ ${duration(upToMs)}`,
      keys,
      sizeBytes,
    })),
  ];
  const heads = { title: t('lives.title'), header: t('lives.bucket') };
  return <Buckets reportId={reportId} name="lives" rows={rows} measure={measure} {...heads} />;
}

/** How large keys are, with their values, by powers of two. */
export function Sizes({ reportId, summary, measure }: PictureProps) {
  const { t } = useTranslation('reports');
  const rows = summary.sizes.map(({ upToBytes, keys, sizeBytes }) => ({
    label: `≤ ${powerOfTwo(upToBytes)}`,
    keys,
    sizeBytes,
  }));
  const heads = { title: t('sizes.title'), header: t('sizes.bucket') };
  return <Buckets reportId={reportId} name="sizes" rows={rows} measure={measure} {...heads} />;
}

function Buckets(props: {
  reportId: string;
  name: 'lives' | 'sizes';
  title: string;
  /** Over the buckets' names. */
  header: string;
  rows: readonly Bucket[];
  measure: PictureProps['measure'];
}) {
  const { reportId, name, title, header, rows, measure } = props;
  const { t } = useTranslation('reports');
  const { amount, amountColumns, bytes, integer } = useAmounts();
  const bars = rows.map((row) => ({
    label: row.label,
    value: row[measure],
    // Under the picture's bars there is little room, and the choice above says what is counted.
    text: measure === 'keys' ? integer(row.keys) : bytes(row.sizeBytes),
  }));
  const fullest = rows.reduce<Bucket | undefined>(
    (best, row) => (best === undefined || row[measure] > best[measure] ? row : best),
    undefined,
  );
  return (
    <Picture
      reportId={reportId}
      name={name}
      table={name}
      title={title}
      {...(fullest === undefined
        ? {}
        : { note: t('bucket.fullest', { label: fullest.label, amount: amount(fullest, measure) }) })}
      columns={[{ id: 'label', header, textOf: ({ label }) => label }, ...amountColumns<Bucket>()]}
      rows={rows}
    >
      <Histogram label={title} bars={bars} />
    </Picture>
  );
}

/** The bounds are powers of two, which decimal units would make crooked. */
function powerOfTwo(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const step = Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${bytes / 1024 ** step}\u00a0${units[step] ?? ''}`;
}
