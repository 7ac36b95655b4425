import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../components/text-field.tsx';
import { StrengthMeter } from './strength-meter.tsx';
import { strengthOf, type Strength } from './strength.ts';

/** A new master password, typed twice. What is typed stays in the fields; only its strength is remembered. */
export function NewPasswordFields({
  error,
  repeatError,
}: {
  error?: string | undefined;
  repeatError?: string | undefined;
}) {
  const { t } = useTranslation('vault');
  const [strength, setStrength] = useState<Strength>();
  const turn = useRef(0);
  const judge = async (password: string): Promise<void> => {
    turn.current += 1;
    const mine = turn.current;
    const judged = password === '' ? undefined : await strengthOf(password);
    if (mine === turn.current) setStrength(judged);
  };
  return (
    <>
      <div>
        <TextField
          label={t('password.label')}
          name="masterPassword"
          type="password"
          error={error}
          onInput={(event) => void judge(event.currentTarget.value)}
        />
        <StrengthMeter strength={strength} />
      </div>
      <TextField label={t('password.repeat')} name="repeated" type="password" error={repeatError} />
    </>
  );
}
