import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SelectField } from '../../components/select-field.tsx';

export function EnvironmentField({ initial }: { initial: 'prod' | 'other' }) {
  const { t } = useTranslation('profiles');
  const [environment, setEnvironment] = useState<string>(initial);
  return (
    <div>
      <SelectField
        label={t('form.environment')}
        value={environment}
        options={[
          { value: 'prod', label: t('environment.prod') },
          { value: 'other', label: t('environment.other') },
        ]}
        hint={environment === 'prod' ? t('form.prodHint') : undefined}
        onChange={setEnvironment}
      />
      <input type="hidden" name="environment" value={environment} />
    </div>
  );
}
