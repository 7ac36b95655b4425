import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ActionProbe } from '#shared/models/account.ts';
import { NEEDED_ACTIONS, policyFor, WRITE_ACTIONS, type CloudAction } from '#shared/needed-actions.ts';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import styles from './permissions.module.css';

/** What to hand to whoever administers the account: a policy for the calls that are refused, or for all. */
export function PolicyButtons({ probes }: { probes: readonly ActionProbe[] }) {
  const { t } = useTranslation('permissions');
  const copying = useMutation({
    mutationFn: (actions: readonly CloudAction[]) => unwrap(bridge.app.copyText({ text: policyFor(actions) })),
  });
  const refused = probes.filter(({ outcome }) => outcome === 'refused').map(({ action }) => action);
  return (
    <div className={styles['policy']}>
      <p>{t('policy.text')}</p>
      <div className={styles['buttons']}>
        {refused.length > 0 && (
          <Button size="small" onClick={() => copying.mutate(refused)}>
            {t('policy.refused')}
          </Button>
        )}
        <Button size="small" onClick={() => copying.mutate(NEEDED_ACTIONS)}>
          {t('policy.all')}
        </Button>
        <Button size="small" onClick={() => copying.mutate([...NEEDED_ACTIONS, ...WRITE_ACTIONS])}>
          {t('write.copy')}
        </Button>
        <span role="status" className={styles['purpose']}>
          {copying.isSuccess && t('policy.copied')}
        </span>
      </div>
      {copying.error !== null && <ErrorAlert error={errorData(copying.error)} />}
    </div>
  );
}
