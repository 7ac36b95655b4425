import type { ClipboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../components/text-field.tsx';
import { momentOf, toLocalInput } from './local-moment.ts';

/** When the security token ends, in the machine's own time. What STS answers can be pasted. */
export function TokenExpiryField({ initial }: { initial: number | null }) {
  const { t } = useTranslation('profiles');
  return (
    <TextField
      label={t('form.tokenExpiresAt')}
      name="tokenExpiresAt"
      type="datetime-local"
      step={1}
      defaultValue={toLocalInput(initial)}
      hint={t('form.tokenExpiresAtHint')}
      onPaste={takePasted}
    />
  );
}

function takePasted(event: ClipboardEvent<HTMLInputElement>): void {
  const moment = momentOf(event.clipboardData.getData('text/plain'));
  if (moment === null) return;
  event.preventDefault();
  event.currentTarget.value = toLocalInput(moment);
}
