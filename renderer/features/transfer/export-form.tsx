import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import { CheckField } from '../../components/check-field.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { TextField } from '../../components/text-field.tsx';
import { NewSecretField } from '../vault/new-secret-field.tsx';
import styles from './transfer.module.css';
import type { ExportState } from './use-export.ts';

interface ExportFormProps {
  profiles: readonly Profile[];
  state: ExportState;
}

export function ExportForm(props: ExportFormProps & { formRef: RefObject<HTMLFormElement | null>; id: string }) {
  const { formRef, id, profiles, state } = props;
  const { t } = useTranslation('transfer');
  return (
    <form
      ref={formRef}
      id={id}
      className={styles['content']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        state.save();
      }}
    >
      <ProfileChoice profiles={profiles} state={state} />
      <fieldset className={styles['group']}>
        <legend className={styles['legend']}>{t('export.how')}</legend>
        <Way kind="encrypted" isChosen={state.isEncrypted} onChoose={() => state.setEncrypted(true)} />
        <Way kind="none" isChosen={!state.isEncrypted} onChoose={() => state.setEncrypted(false)} />
      </fieldset>
      {state.isEncrypted && <Passphrases state={state} />}
      {state.error !== undefined && <ErrorAlert error={state.error} />}
      {state.report?.outcome === 'nothing' && (
        <p role="status" className={styles['warning']}>
          {t('export.nothing')}
        </p>
      )}
    </form>
  );
}

function ProfileChoice({ profiles, state }: ExportFormProps) {
  const { t } = useTranslation('transfer');
  const { chosen, isEncrypted, choose } = state;
  const leftOutHint = ({ secretState }: Profile): string | undefined =>
    isEncrypted && secretState !== 'ready' ? t(`export.leftOut.${secretState}`) : undefined;
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['legend']}>{t('export.profiles')}</legend>
      <CheckField
        label={t('export.all')}
        checked={chosen.length === profiles.length}
        onChange={(isChosen) =>
          choose(
            profiles.map(({ id }) => id),
            isChosen,
          )
        }
      />
      <ul className={styles['profiles']}>
        {profiles.map((profile) => (
          <li key={profile.id}>
            <CheckField
              label={profile.name}
              hint={leftOutHint(profile)}
              checked={chosen.includes(profile.id)}
              onChange={(isChosen) => choose([profile.id], isChosen)}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function Way(props: { kind: 'encrypted' | 'none'; isChosen: boolean; onChoose: () => void }) {
  const { kind, isChosen, onChoose } = props;
  const { t } = useTranslation('transfer');
  const id = `transfer-${kind}`;
  return (
    <div className={styles['way']}>
      <input
        type="radio"
        id={id}
        name="way"
        className={styles['radio']}
        checked={isChosen}
        onChange={onChoose}
        aria-describedby={`${id}-text`}
      />
      <div>
        <label htmlFor={id}>{t(`export.${kind}`)}</label>
        <p id={`${id}-text`} className={styles['hint']}>
          {t(`export.${kind}Text`)}
        </p>
      </div>
    </div>
  );
}

function Passphrases({ state }: { state: ExportState }) {
  const { t } = useTranslation('transfer');
  const { reason, isDifferent } = state;
  return (
    <div className={styles['columns']}>
      <NewSecretField
        label={t('export.passphrase')}
        name="passphrase"
        autoComplete="new-password"
        maxLength={1024}
        hint={t('export.passphraseHint')}
        error={reason === undefined ? undefined : t(`errors:fields.${reason}`)}
      />
      <TextField
        label={t('export.repeat')}
        name="repeat"
        type="password"
        autoComplete="new-password"
        maxLength={1024}
        error={isDifferent ? t('export.different') : undefined}
      />
    </div>
  );
}
