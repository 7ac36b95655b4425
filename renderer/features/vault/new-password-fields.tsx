import { useTranslation } from 'react-i18next';
import { TextField } from '../../components/text-field.tsx';
import { NewSecretField } from './new-secret-field.tsx';

/** A new master password, typed twice. What is typed stays in the fields; only its strength is remembered. */
export function NewPasswordFields({
  error,
  repeatError,
}: {
  error?: string | undefined;
  repeatError?: string | undefined;
}) {
  const { t } = useTranslation('vault');
  return (
    <>
      <NewSecretField label={t('password.label')} name="masterPassword" error={error} />
      <TextField label={t('password.repeat')} name="repeated" type="password" error={repeatError} />
    </>
  );
}
