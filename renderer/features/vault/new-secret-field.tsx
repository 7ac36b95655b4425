import { useRef, useState, type ComponentProps } from 'react';
import { TextField } from '../../components/text-field.tsx';
import { StrengthMeter } from './strength-meter.tsx';
import { strengthOf, type Strength } from './strength.ts';

/** A password or passphrase that is being made up, and how strong it is. What is typed stays in the field. */
export function NewSecretField(props: Omit<ComponentProps<typeof TextField>, 'type' | 'onInput'>) {
  const [strength, setStrength] = useState<Strength>();
  const turn = useRef(0);
  const judge = async (typed: string): Promise<void> => {
    turn.current += 1;
    const mine = turn.current;
    const judged = typed === '' ? undefined : await strengthOf(typed);
    if (mine === turn.current) setStrength(judged);
  };
  return (
    <div>
      <TextField {...props} type="password" onInput={(event) => void judge(event.currentTarget.value)} />
      <StrengthMeter strength={strength} />
    </div>
  );
}
