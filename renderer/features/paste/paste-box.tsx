import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import styles from './paste.module.css';

/** Takes text to look through. What is pasted is handed on and never stands in the field: there may be a link in it. */
export function PasteBox({ onText }: { onText: (text: string) => void }) {
  const { t } = useTranslation('paste');
  const [text, setText] = useState('');
  return (
    <Field label={t('box')} hint={t('boxHint')}>
      {({ id, describedBy }) => (
        <div className={styles['box']}>
          <textarea
            id={id}
            aria-describedby={describedBy}
            className={styles['text']}
            rows={5}
            spellCheck={false}
            value={text}
            onChange={({ target }) => setText(target.value)}
            onPaste={(event) => {
              event.preventDefault();
              onText(`${text}\n${event.clipboardData.getData('text')}`);
            }}
          />
          <div>
            <Button disabled={text.trim() === ''} onClick={() => onText(text)}>
              {t('find')}
            </Button>
          </div>
        </div>
      )}
    </Field>
  );
}
