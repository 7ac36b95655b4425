import { useTranslation } from 'react-i18next';
import { TextField } from '../../components/text-field.tsx';
import styles from './network.module.css';
import type { NetworkForm } from './use-network-form.ts';

/** What the chosen way to the network needs to know. */
export function ProxyFields({ form }: { form: NetworkForm }) {
  const { t } = useTranslation('network');
  const { mode } = form.proxy;
  const errorOf = (field: string): string | undefined => {
    const reason = form.reasonOf(field);
    return reason === undefined ? undefined : t(`errors:fields.${reason}`);
  };
  return (
    <>
      {mode === 'pac' && (
        <TextField
          label={t('pacUrl')}
          isCode
          maxLength={2000}
          placeholder="http://…/proxy.pac"
          value={form.proxy.pacUrl}
          error={errorOf('pacUrl')}
          onChange={(event) => form.set({ pacUrl: event.target.value.trim() })}
        />
      )}
      {mode === 'manual' && (
        <div className={styles['address']}>
          <TextField
            label={t('host')}
            isCode
            maxLength={255}
            value={form.proxy.host}
            error={errorOf('host')}
            onChange={(event) => form.set({ host: event.target.value.trim() })}
          />
          <TextField
            label={t('port')}
            isCode
            inputMode="numeric"
            value={form.proxy.port === 0 ? '' : String(form.proxy.port)}
            error={errorOf('port')}
            onChange={(event) => form.set({ port: portOf(event.target.value) })}
          />
        </div>
      )}
      {mode !== 'none' && <Identity form={form} errorOf={errorOf} />}
      {mode === 'manual' && (
        <TextField
          label={t('bypass')}
          hint={t('bypassHint')}
          isCode
          maxLength={4000}
          value={form.proxy.bypass}
          error={errorOf('bypass')}
          onChange={(event) => form.set({ bypass: event.target.value })}
        />
      )}
    </>
  );
}

function Identity({ form, errorOf }: { form: NetworkForm; errorOf: (field: string) => string | undefined }) {
  const { t } = useTranslation('network');
  const { storedPassword } = form;
  return (
    <div className={styles['identity']}>
      <TextField
        label={t('user')}
        hint={t('userHint')}
        maxLength={200}
        value={form.proxy.user}
        error={errorOf('user')}
        onChange={(event) => form.set({ user: event.target.value })}
      />
      {form.proxy.user !== '' && (
        <TextField
          label={t('password')}
          hint={t('passwordHint')}
          type="password"
          maxLength={500}
          placeholder={storedPassword === 'none' ? undefined : t(`stored.${storedPassword}`)}
          value={form.password}
          error={errorOf('password')}
          onChange={(event) => form.setPassword(event.target.value)}
        />
      )}
    </div>
  );
}

/** 0 for what is no port. */
function portOf(text: string): number {
  const port = Number(text.replace(/\D/gu, ''));
  return port <= 65_535 ? port : 0;
}
