import { useTranslation } from 'react-i18next';
import type { Strength } from './strength.ts';
import styles from './vault.module.css';

const STEPS = [1, 2, 3, 4] as const;

/** How strong what was typed is, in words and in a bar; nothing before anything was typed. */
export function StrengthMeter({ strength }: { strength: Strength | undefined }) {
  const { t } = useTranslation('vault');
  return (
    <div className={styles['strength']} data-strength={strength ?? 'none'}>
      <div className={styles['steps']} aria-hidden>
        {STEPS.map((step) => (
          <span key={step} className={styles['step']} data-on={strength !== undefined && strength >= step} />
        ))}
      </div>
      <span role="status">{strength === undefined ? t('strength.hint') : t(`strength.level.${strength}`)}</span>
    </div>
  );
}
