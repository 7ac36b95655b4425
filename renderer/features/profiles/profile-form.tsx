import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { TextField } from '../../components/text-field.tsx';
import { PermissionReport } from '../permissions/permission-report.tsx';
import { AdvancedFields } from './advanced-fields.tsx';
import { CloudFields } from './cloud-fields.tsx';
import { ColourField } from './colour-field.tsx';
import { CredentialFields } from './credential-fields.tsx';
import { EnvironmentField } from './environment-field.tsx';
import type { FieldName } from './form-values.ts';
import styles from './profile-dialog.module.css';
import { ProtectionNote } from './protection-note.tsx';
import type { ProfileFormState } from './use-profile-form.ts';

/** The form's text for a field that was not accepted. */
export type ReasonOf = (name: FieldName) => string | undefined;

export function ProfileForm(props: {
  formRef: RefObject<HTMLFormElement | null>;
  id: string;
  profile: Profile | undefined;
  state: ProfileFormState;
}) {
  const { formRef, id, profile, state } = props;
  const { t } = useTranslation('profiles');
  const { fields, error, permissions } = state;
  const reasonOf: ReasonOf = (name) => {
    const reason = fields[name];
    return reason === undefined ? undefined : t(`errors:fields.${reason}`);
  };

  return (
    <form
      ref={formRef}
      id={id}
      className={styles['form']}
      autoComplete="off"
      noValidate
      onChange={({ target }) => state.changed(target instanceof HTMLInputElement ? target.name : '')}
      onSubmit={(event) => {
        event.preventDefault();
        state.save();
      }}
    >
      <div className={styles['columns']}>
        <TextField
          label={t('form.name')}
          name="name"
          defaultValue={profile?.name}
          placeholder={t('form.namePlaceholder')}
          error={reasonOf('name')}
        />
        <EnvironmentField initial={profile?.environment ?? 'other'} />
      </div>
      <CloudFields profile={profile} reasonOf={reasonOf} onChange={() => state.changed('cloud')} />
      <CredentialFields profile={profile} reasonOf={reasonOf} />
      <ProtectionNote />
      <ColourField name="colour" initial={profile?.colour ?? 'teal'} />
      <AdvancedFields profile={profile} reasonOf={reasonOf} />
      {error !== undefined && (
        <div ref={reveal} className={styles['answer']}>
          <ErrorAlert error={error} />
        </div>
      )}
      {(permissions.isTesting || permissions.report !== undefined) && (
        <div ref={reveal} className={styles['answer']}>
          <PermissionReport test={permissions} />
        </div>
      )}
    </form>
  );
}

/** What answers a button below must not stay out of sight. */
function reveal(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
