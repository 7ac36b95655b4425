import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import { errorData } from '../../bridge.ts';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { cloudsQuery } from '../../queries.ts';
import { CUSTOM_CLOUD } from './form-values.ts';
import { KeyPages } from './key-pages.tsx';
import styles from './profile-dialog.module.css';
import type { ReasonOf } from './profile-form.tsx';

/** Which API the profile talks to, and where that cloud shows its keys. */
export function CloudFields(props: { profile: Profile | undefined; reasonOf: ReasonOf; onChange: () => void }) {
  const { profile, reasonOf, onChange } = props;
  const { t } = useTranslation('profiles');
  const { data: presets = [], error } = useQuery(cloudsQuery);
  const [chosen, setChosen] = useState(() => chosenCloud(profile));
  const cloud = chosen ?? presets[0]?.id ?? '';
  const preset = presets.find(({ id }) => id === cloud);
  const isCustom = cloud === CUSTOM_CLOUD;

  return (
    <>
      <div className={styles['columns']}>
        <SelectField
          label={t('form.cloud')}
          value={cloud}
          options={[
            ...presets.map(({ id, name }) => ({ value: id, label: name })),
            { value: CUSTOM_CLOUD, label: t('form.customCloud') },
          ]}
          hint={preset?.isPlainHttp === true ? t('form.plainHttpCloud') : preset?.apiUrl}
          error={reasonOf('cloud')}
          onChange={(next) => {
            setChosen(next);
            onChange();
          }}
        />
        <input type="hidden" name="cloud" value={cloud} />
        {isCustom ? (
          <TextField
            label={t('form.apiUrl')}
            name="apiUrl"
            inputMode="url"
            isCode
            defaultValue={profile?.cloud.kind === 'custom' ? profile.cloud.apiUrl : ''}
            placeholder="https://api.ucloud.cn"
            error={reasonOf('apiUrl')}
          />
        ) : (
          <KeyPages presetId={cloud} />
        )}
      </div>
      {error !== null && <ErrorAlert error={errorData(error)} />}
      {isCustom && <KeyPages presetId="" />}
    </>
  );
}

/** Nothing for a new profile, which starts with the first cloud of the list. */
function chosenCloud(profile: Profile | undefined): string | undefined {
  if (profile?.cloud.kind === 'preset') return profile.cloud.presetId;
  return profile?.cloud.kind === 'custom' ? CUSTOM_CLOUD : undefined;
}
