import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeptReport } from '#shared/models/kept-report.ts';
import { Fact } from '../../components/fact.tsx';
import { Card } from '../../components/page.tsx';
import { useFacts } from './facts.ts';
import styles from './reports.module.css';

/** The numbers of a file, before its pictures. */
export function Numbers({ kept }: { kept: KeptReport }) {
  const { t } = useTranslation('reports');
  const id = useId();
  const facts = useFacts(kept);
  return (
    <Card className={styles['picture']} aria-labelledby={id}>
      <h2 id={id}>{t('fact.title')}</h2>
      <dl className={styles['facts']}>
        {facts.map(({ name, value }) => (
          <Fact key={name} term={name}>
            {value}
          </Fact>
        ))}
      </dl>
    </Card>
  );
}
