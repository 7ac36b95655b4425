import { useTranslation } from 'react-i18next';
import type { KeptReport } from '#shared/models/kept-report.ts';
import { useFacts } from './facts.ts';
import { useAmounts } from './use-amounts.ts';

/** The report in a few lines for a ticket or a message; without a name of a key. */
export function useSummaryText(kept: KeptReport): string {
  const { t } = useTranslation('reports');
  const { bytes, integer, amount, typeName } = useAmounts();
  const facts = useFacts(kept);
  const { report, file } = kept;
  const { rdb, sha256, etag, sizeBytes, summary } = report;
  const line = (name: string, value: string): string => t('text.line', { name, value });
  return [
    line(t('text.file'), file.name),
    line(t('text.verdict'), t(`text.says.${rdb.verdict}`)),
    line(
      t('identity.length'),
      t('identity.bytes', { count: sizeBytes, size: bytes(sizeBytes), exact: integer(sizeBytes) }),
    ),
    line('SHA-256', sha256),
    ...(etag === null ? [] : [line(t('identity.etag'), etag)]),
    line('CRC64', t(`text.crc.${rdb.crc}`)),
    ...(rdb.damage === null ? [] : [line(t('damage.kind'), t(`queue:damage.${rdb.damage.kind}`))]),
    ...(rdb.damage === null || rdb.damage.offset === null
      ? []
      : [line(t('damage.offset'), integer(rdb.damage.offset))]),
    ...facts.map(({ name, value }) => line(name, value)),
    ...(summary?.types ?? []).map((share) =>
      line(`${typeName(share.type)} (${share.encoding})`, `${amount(share, 'keys')}, ${amount(share, 'sizeBytes')}`),
    ),
  ].join('\n');
}
