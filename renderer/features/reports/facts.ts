import { useTranslation } from 'react-i18next';
import { formatDateTime } from '#shared/format.ts';
import type { KeptReport } from '#shared/models/kept-report.ts';
import { useLanguage } from '../../app/use-language.ts';
import { useAmounts } from './use-amounts.ts';

export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** What the file says of itself and what was counted, in the order a person asks. None of it is a name of a key. */
export function useFacts({ report }: KeptReport): Fact[] {
  const { t } = useTranslation('reports');
  const language = useLanguage();
  const { bytes, integer } = useAmounts();
  const { header, rdbVersion } = report.rdb;
  const { summary } = report;
  const unknown = t('fact.unknown');
  const server = [header?.dialect === 'valkey' ? 'Valkey' : 'Redis', header?.serverVersion, bitsOf(header?.serverBits)];
  const created = header?.createdAt ?? null;
  const used = header?.usedMemoryBytes ?? null;
  return [
    { name: t('fact.created'), value: created === null ? unknown : formatDateTime(created, language) },
    { name: t('fact.server'), value: header?.serverVersion ? server.filter(Boolean).join(' ') : unknown },
    { name: t('fact.version'), value: String(rdbVersion ?? unknown) },
    { name: t('fact.memory'), value: used === null ? unknown : bytes(used) },
    ...(summary === null
      ? []
      : [
          { name: t('fact.keys'), value: integer(summary.keys) },
          { name: t('fact.data'), value: bytes(summary.sizeBytes) },
          { name: t('fact.databases'), value: integer(summary.databases.length) },
          { name: t('fact.expiring'), value: integer(summary.expiring) },
          { name: t('fact.expired'), value: integer(summary.expired) },
          { name: t('fact.libraries'), value: integer(summary.functionLibraries) },
          { name: t('fact.modules'), value: summary.modules.join(', ') || t('fact.none') },
        ]),
  ];
}

function bitsOf(bits: string | undefined): string {
  return bits === undefined || bits === '' ? '' : `(${bits}-bit)`;
}
