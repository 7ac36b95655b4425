import { Popover } from '@base-ui/react/popover';
import { useTranslation } from 'react-i18next';
import { bridge } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import popup from '../../components/popup.module.css';
import styles from './key-pages.module.css';

/** The read actions the app asks for. A sub-account's key needs no more. */
const NEEDED_ACTIONS = [
  'umem:DescribeURedisBackupURL',
  'umem:DescribeUMemBackupURL',
  'umem:DescribeUMem',
  'umem:DescribeURedisGroup',
  'GetRegion',
  'GetProjectList',
] as const;

/** What to allow a key, to read here or to hand to whoever administers the account. */
export function LeastPrivilege() {
  const { t } = useTranslation('profiles');
  return (
    <Popover.Root>
      <Popover.Trigger render={<Button tone="quiet" size="small" className={styles['link'] ?? ''} />}>
        {t('form.leastPrivilege.open')}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className={popup['positioner'] ?? ''} sideOffset={4} align="start">
          <Popover.Popup className={`${popup['popup'] ?? ''} ${styles['advice'] ?? ''}`}>
            <Popover.Title className={styles['adviceTitle'] ?? ''}>{t('form.leastPrivilege.title')}</Popover.Title>
            <Popover.Description>{t('form.leastPrivilege.text')}</Popover.Description>
            <pre className={styles['actions']}>{NEEDED_ACTIONS.join('\n')}</pre>
            <Button size="small" onClick={() => void bridge.app.copyText({ text: NEEDED_ACTIONS.join('\n') })}>
              {t('form.leastPrivilege.copy')}
            </Button>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
