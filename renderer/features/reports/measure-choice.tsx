import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import styles from './reports.module.css';
import type { Measure } from './tiles.ts';

const MEASURES = ['sizeBytes', 'keys'] as const satisfies readonly Measure[];

/** Whether the pictures show bytes or keys. */
export function MeasureChoice({ value, onChange }: { value: Measure; onChange: (measure: Measure) => void }) {
  const { t } = useTranslation('reports');
  return (
    <div className={styles['choices']} role="group" aria-label={t('measure.label')}>
      <span className={styles['muted']}>{t('measure.label')}</span>
      {MEASURES.map((measure) => (
        <Button
          key={measure}
          size="small"
          className={styles['choice']}
          aria-pressed={measure === value}
          onClick={() => onChange(measure)}
        >
          {t(`measure.${measure}`)}
        </Button>
      ))}
    </div>
  );
}
