import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '#shared/models/comparison.ts';
import { Fact } from '../../components/fact.tsx';
import { Card } from '../../components/page.tsx';
import type { Measure } from '../reports/tiles.ts';
import styles from './comparison.module.css';
import { useChanges } from './use-changes.ts';

/** The whole of both files in three numbers. */
export function Totals({ comparison: { total, expiring } }: { comparison: Comparison }) {
  const { t } = useTranslation('comparison');
  const id = useId();
  return (
    <Card className={styles['section']} aria-labelledby={id}>
      <h2 id={id}>{t('total.title')}</h2>
      <dl className={styles['facts']}>
        <Total term={t('total.keys')} before={total.before?.keys ?? 0} after={total.after?.keys ?? 0} measure="keys" />
        <Total
          term={t('total.size')}
          before={total.before?.sizeBytes ?? 0}
          after={total.after?.sizeBytes ?? 0}
          measure="sizeBytes"
        />
        <Total term={t('total.expiring')} {...expiring} measure="keys" />
      </dl>
    </Card>
  );
}

function Total(props: { term: string; before: number; after: number; measure: Measure }) {
  const { term, before, after, measure } = props;
  const { plain, signed } = useChanges();
  return (
    <Fact term={term}>
      {signed(after - before, measure)}
      <span className={styles['muted']}>{` ${plain(before, measure)} → ${plain(after, measure)}`}</span>
    </Fact>
  );
}
