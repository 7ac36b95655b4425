import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReportPicture, ReportTable } from '#shared/report-tables.ts';
import { bridge, unwrap } from '../../bridge.ts';
import { useToast } from '../../components/toasts.tsx';
import { settingsQuery } from '../../queries.ts';
import { svgText } from './svg-text.ts';

/** Saves a report, its tables and its pictures. Names of keys are hidden where they are on screen, unless told. */
export function useSaving(reportId: string) {
  const { t } = useTranslation('reports');
  const toast = useToast();
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const onSuccess = ({ fileName, folder }: { fileName: string; folder: string }): void => {
    if (fileName !== '') toast(t('save.saved', { name: fileName, folder }));
  };
  const file = useMutation({
    mutationFn: (wish: { what: 'json' | ReportTable; hidesNames?: boolean }) =>
      unwrap(bridge.checks.save({ reportId, hidesNames: settings.hidesKeyNames, ...wish })),
    onSuccess,
  });
  const picture = useMutation({
    mutationFn: ({ name, svg }: { name: ReportPicture; svg: SVGSVGElement }) =>
      unwrap(bridge.checks.savePicture({ reportId, name, svg: svgText(svg) })),
    onSuccess,
  });
  return { save: file.mutate, savePicture: picture.mutate, error: file.error ?? picture.error };
}
