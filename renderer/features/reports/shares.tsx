import { useTranslation } from 'react-i18next';
import type { Amount, DatabaseShare, DataType, RdbSummary } from '#shared/models/rdb-summary.ts';
import { BarRows } from './bar-rows.tsx';
import { Picture } from './picture.tsx';
import type { Measure } from './tiles.ts';
import { useAmounts } from './use-amounts.ts';

/** More bars are a table. */
const MOST_BARS = 12;

export interface PictureProps {
  reportId: string;
  summary: RdbSummary;
  measure: Measure;
}

/** How much of the file each type takes. */
export function TypeShares({ reportId, summary, measure }: PictureProps) {
  const { t } = useTranslation('reports');
  const { share, typeName, integer, amountColumns } = useAmounts();
  const types = byType(summary).toSorted((a, b) => b[measure] - a[measure]);
  const bars = types.map((type) => ({
    label: typeName(type.type),
    value: type[measure],
    text: share(type, summary, measure),
  }));
  return (
    <Picture
      reportId={reportId}
      name="types"
      table="types"
      title={t('types.title')}
      columns={[
        { id: 'type', header: t('column.type'), textOf: ({ type }) => typeName(type) },
        ...amountColumns<TypeAmount>(),
        { id: 'elements', header: t('column.elements'), kind: 'number', textOf: ({ elements }) => integer(elements) },
      ]}
      rows={types}
    >
      <BarRows label={t('types.title')} bars={bars} />
    </Picture>
  );
}

interface TypeAmount extends Amount {
  readonly type: DataType;
  readonly elements: number;
}

/** All encodings of a type together. */
function byType({ types }: RdbSummary): TypeAmount[] {
  const sums = new Map<DataType, TypeAmount>();
  for (const { type, keys, sizeBytes, elements } of types) {
    const known = sums.get(type) ?? { type, keys: 0, sizeBytes: 0, elements: 0 };
    sums.set(type, {
      type,
      keys: known.keys + keys,
      sizeBytes: known.sizeBytes + sizeBytes,
      elements: known.elements + elements,
    });
  }
  return [...sums.values()];
}

/** How much of the file each database takes. */
export function DatabaseShares({ reportId, summary, measure }: PictureProps) {
  const { t } = useTranslation('reports');
  const { share, integer, amountColumns } = useAmounts();
  const nameOf = ({ database }: DatabaseShare): string =>
    database === null ? t('databases.others') : t('databases.name', { database });
  const bars = summary.databases
    .toSorted((a, b) => b[measure] - a[measure])
    .slice(0, MOST_BARS)
    .map((database) => ({
      label: nameOf(database),
      value: database[measure],
      text: share(database, summary, measure),
    }));
  const isCut = summary.databases.length > MOST_BARS;
  return (
    <Picture
      reportId={reportId}
      name="databases"
      table="databases"
      title={t('databases.title')}
      {...(isCut ? { note: t('databases.cut', { count: MOST_BARS }) } : {})}
      columns={[
        { id: 'database', header: t('column.database'), textOf: nameOf },
        ...amountColumns<DatabaseShare>(),
        { id: 'expiring', header: t('column.expiring'), kind: 'number', textOf: ({ expiring }) => integer(expiring) },
        { id: 'expired', header: t('column.expired'), kind: 'number', textOf: ({ expired }) => integer(expired) },
      ]}
      rows={summary.databases}
    >
      <BarRows label={t('databases.title')} bars={bars} />
    </Picture>
  );
}
