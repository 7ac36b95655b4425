import { useTranslation } from 'react-i18next';
import { PROXY_WAYS } from '#shared/proxy-ways.ts';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { Section } from '../settings/section.tsx';
import styles from './network.module.css';
import { ProxyFields } from './proxy-fields.tsx';
import { useNetworkForm, type NetworkForm } from './use-network-form.ts';

/** How the app reaches the network: by the system's proxy, its own, or none. */
export function NetworkSection() {
  const { t } = useTranslation('network');
  const form = useNetworkForm();
  return (
    <Section title={t('title')} error={form.error}>
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!form.isBusy) form.save();
        }}
      >
        <div className={styles['mode']}>
          <SelectField
            label={t('mode')}
            value={form.proxy.mode}
            options={PROXY_WAYS.map((way) => ({ value: way, label: t(`modes.${way}`) }))}
            onChange={(value) => {
              const mode = PROXY_WAYS.find((way) => way === value);
              if (mode !== undefined) form.set({ mode });
            }}
          />
        </div>
        <ProxyFields form={form} />
        <div className={styles['buttons']}>
          <Button type="submit" disabled={!form.isChanged || form.isBusy}>
            {t('save')}
          </Button>
          <Button disabled={form.isChanged || form.isBusy} onClick={() => form.test()}>
            {t('test')}
          </Button>
        </div>
        <p className={styles['note']} role="status">
          <Note form={form} />
        </p>
      </form>
    </Section>
  );
}

function Note({ form }: { form: NetworkForm }) {
  const { t } = useTranslation('network');
  const { tested } = form;
  if (form.isTesting) return t('testing');
  if (tested !== undefined)
    return tested.via === '' ? t('reachedDirect', { ...tested }) : t('reachedVia', { ...tested });
  if (form.isChanged) return t('testNote');
  return form.isSaved ? t('saved') : '';
}
