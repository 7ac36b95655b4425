import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Protection } from '#shared/models/profile.ts';
import styles from './vault.module.css';

/** One way to keep keys. One that this computer does not offer says so, and why. */
export function ProtectionOption(props: {
  protection: Protection;
  /** The name of the radio group. */
  group: string;
  isInForce: boolean;
  /** It is in force because what was chosen is not there. */
  isFallback: boolean;
  isMissing: boolean;
  onChoose: () => void;
}) {
  const { protection, group, isInForce, isFallback, isMissing, onChoose } = props;
  const { t } = useTranslation('vault');
  const textId = useId();
  return (
    <label className={styles['choice']} data-chosen={isInForce} data-missing={isMissing}>
      <input
        type="radio"
        name={group}
        className={styles['radio']}
        checked={isInForce}
        disabled={isMissing}
        aria-label={t(`choice.${protection}.name`)}
        aria-describedby={textId}
        onChange={onChoose}
      />
      <span id={textId} className={styles['choiceText']}>
        <span className={styles['choiceHead']}>
          <span className={styles['choiceName']}>{t(`choice.${protection}.name`)}</span>
          {isMissing && <span className={styles['missingTag']}>{t('choice.missing')}</span>}
          {isInForce && <span className={styles['inForceTag']}>{t('choice.inForce')}</span>}
        </span>
        {isMissing && <span className={styles['reason']}>{t('choice.noKeychain')}</span>}
        {isFallback && <span className={styles['reason']}>{t('choice.fallback')}</span>}
        <span>{t(`choice.${protection}.protects`)}</span>
        <span>{t(`choice.${protection}.leaves`)}</span>
      </span>
    </label>
  );
}
