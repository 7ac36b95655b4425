import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './colour-field.module.css';
import { COLOURS, swatchOf, type Colour } from './colours.ts';

/** A row of swatches; the chosen one is also named, as a colour alone says nothing to some eyes. */
export function ColourField({ name, initial }: { name: string; initial: Colour }) {
  const { t } = useTranslation('profiles');
  const [chosen, setChosen] = useState(initial);
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['legend']}>{t('form.colour')}</legend>
      <div className={styles['row']}>
        {COLOURS.map((colour) => (
          <input
            key={colour}
            type="radio"
            name={name}
            value={colour}
            checked={colour === chosen}
            aria-label={t(`colour.${colour}`)}
            title={t(`colour.${colour}`)}
            className={styles['radio']}
            style={{ background: swatchOf(colour) }}
            onChange={() => setChosen(colour)}
          />
        ))}
        <span className={styles['name']} aria-hidden>
          {t(`colour.${chosen}`)}
        </span>
      </div>
    </fieldset>
  );
}
