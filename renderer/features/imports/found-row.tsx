import { useTranslation } from 'react-i18next';
import type { ImportRow } from '#shared/models/import.ts';
import { CheckField } from '../../components/check-field.tsx';
import styles from './imports.module.css';

/** One profile that was found: chosen or not, its facts, and what there is to know about it. */
export function FoundRow(props: { row: ImportRow; isChosen: boolean; onChoose: (isChosen: boolean) => void }) {
  const { row, isChosen, onChoose } = props;
  const { t } = useTranslation('imports');
  const { name, profileName, verdict, notes, cloudName, projectId, regionId, publicKeyMasked } = row;
  const canCome = verdict === 'ready' || verdict === 'partial';
  const facts = [
    { name: 'cloud', text: cloudName },
    { name: 'region', text: regionId },
    { name: 'project', text: projectId },
    { name: 'key', text: publicKeyMasked },
  ].filter(({ text }) => text !== '');
  return (
    <li className={styles['row']} data-verdict={verdict}>
      <CheckField
        label={name}
        checked={isChosen}
        isDisabled={!canCome}
        onChange={onChoose}
        hint={
          <>
            {facts.length > 0 && (
              <span className={styles['facts']}>
                {facts.map(({ name: fact, text }) => (
                  <span key={fact} className={fact === 'cloud' ? undefined : styles['code']}>
                    {text}
                  </span>
                ))}
              </span>
            )}
            {verdict === 'alreadyThere' && (
              <span className={styles['note']}>{t('row.alreadyThere', { name: profileName })}</span>
            )}
            {notes.map((note) => (
              <span key={note} className={styles['note']}>
                {t(`row.${note}`, { name: profileName })}
              </span>
            ))}
          </>
        }
      />
    </li>
  );
}
