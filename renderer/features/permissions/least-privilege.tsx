import { Popover } from '@base-ui/react/popover';
import { useTranslation } from 'react-i18next';
import { NEEDED_ACTIONS, permissionFor, policyFor, WRITE_ACTIONS } from '#shared/needed-actions.ts';
import { bridge } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import popup from '../../components/popup.module.css';
import styles from './permissions.module.css';

/** What to allow a key, to read here or to hand to whoever administers the account. */
export function LeastPrivilege() {
  const { t } = useTranslation('permissions');
  return (
    <Popover.Root>
      <Popover.Trigger render={<Button tone="quiet" size="small" className={styles['link'] ?? ''} />}>
        {t('least.open')}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className={popup['positioner'] ?? ''} sideOffset={4} align="start">
          <Popover.Popup className={`${popup['popup'] ?? ''} ${styles['advice'] ?? ''}`}>
            <Popover.Title className={styles['adviceTitle'] ?? ''}>{t('least.title')}</Popover.Title>
            <Popover.Description>{t('least.text')}</Popover.Description>
            <pre className={styles['actions']}>{NEEDED_ACTIONS.map(permissionFor).join('\n')}</pre>
            <Button size="small" onClick={() => void bridge.app.copyText({ text: policyFor(NEEDED_ACTIONS) })}>
              {t('least.copy')}
            </Button>
            <p>{t('write.text')}</p>
            <pre className={styles['actions']}>{WRITE_ACTIONS.map(permissionFor).join('\n')}</pre>
            <Button
              size="small"
              onClick={() => void bridge.app.copyText({ text: policyFor([...NEEDED_ACTIONS, ...WRITE_ACTIONS]) })}
            >
              {t('write.copy')}
            </Button>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
