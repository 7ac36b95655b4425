import { useTranslation } from 'react-i18next';
import { formatDateTime, formatRelativeTime } from '#shared/format.ts';
import { useLanguage } from '../../app/use-language.ts';
import { timeZoneOf } from './region-time-zones.ts';

/** A moment as it was here, in UTC and in the region, a line each. */
export function useMomentLines(): (time: number, regionId: string) => { label: string; text: string }[] {
  const { t } = useTranslation('browse');
  const language = useLanguage();
  return (time, regionId) => {
    const regionZone = timeZoneOf(regionId);
    return [
      { label: t('time.local'), text: formatDateTime(time, language) },
      { label: t('time.utc'), text: formatDateTime(time, language, 'UTC') },
      ...(regionZone === undefined
        ? []
        : [{ label: t('time.region', { region: regionId }), text: formatDateTime(time, language, regionZone) }]),
    ];
  };
}

/** The local time in a row; UTC and the region's on hover. */
export function Moment({ time, regionId }: { time: number | null; regionId: string }) {
  const language = useLanguage();
  const linesOf = useMomentLines();
  if (time === null) return <>–</>;
  const lines = linesOf(time, regionId).map(({ label, text }) => `${label}: ${text}`);
  return (
    <time dateTime={new Date(time).toISOString()} title={lines.join('\n')}>
      {formatDateTime(time, language)}
    </time>
  );
}

/** How long ago or ahead, exact on hover. */
export function Age({ time, now, regionId }: { time: number; now: number; regionId: string }) {
  const language = useLanguage();
  const linesOf = useMomentLines();
  const lines = linesOf(time, regionId).map(({ label, text }) => `${label}: ${text}`);
  return <span title={lines.join('\n')}>{formatRelativeTime(time, now, language)}</span>;
}
