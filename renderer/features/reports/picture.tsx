import { useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportPicture, ReportTable } from '#shared/report-tables.ts';
import { errorData } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { Card } from '../../components/page.tsx';
import { PlainTable, type PlainColumn } from './plain-table.tsx';
import styles from './reports.module.css';
import { useSaving } from './use-saving.ts';

/** A picture with its title, the table behind it, and ways to save both. */
export function Picture<Row>(props: {
  reportId: string;
  name: ReportPicture;
  table: ReportTable;
  title: string;
  note?: string;
  /** Beside the title. */
  choices?: ReactNode;
  columns: readonly PlainColumn<Row>[];
  rows: readonly Row[];
  children: ReactNode;
}) {
  const { reportId, name, table, title, note, choices, columns, rows, children } = props;
  const { t } = useTranslation('reports');
  const id = useId();
  const ground = useRef<HTMLDivElement>(null);
  const { save, savePicture, error } = useSaving(reportId);
  const savePictureNow = (): void => {
    const svg = ground.current?.querySelector('svg[data-picture]');
    if (svg instanceof SVGSVGElement) savePicture({ name, svg });
  };
  return (
    <Card className={styles['picture']} aria-labelledby={id}>
      <div className={styles['pictureHead']}>
        <h2 id={id}>{title}</h2>
        {choices}
        <span className={styles['end']} />
        <Button size="small" tone="quiet" aria-label={t('save.pictureNamed', { title })} onClick={savePictureNow}>
          {t('save.picture')}
        </Button>
        <Button
          size="small"
          tone="quiet"
          aria-label={t('save.tableNamed', { title })}
          onClick={() => save({ what: table })}
        >
          {t('save.table')}
        </Button>
      </div>
      {note !== undefined && <p className={styles['muted']}>{note}</p>}
      {error !== null && <ErrorAlert error={errorData(error)} />}
      <div ref={ground}>{children}</div>
      <details className={styles['behind']}>
        <summary>{t('table.show', { count: rows.length })}</summary>
        <PlainTable label={title} columns={columns} rows={rows} />
      </details>
    </Card>
  );
}
