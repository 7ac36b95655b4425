import { useSuspenseQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Protection } from '#shared/models/profile.ts';
import { Button } from '../../components/button.tsx';
import { ChangePasswordDialog } from './change-password-dialog.tsx';
import { ProtectionDialog } from './protection-dialog.tsx';
import { vaultQuery } from './queries.ts';
import { useAskToUnlock } from './unlock-prompt.tsx';
import styles from './vault.module.css';

const PROTECTIONS = ['keychain', 'password', 'session'] as const satisfies readonly Protection[];

/** The three ways to keep keys, each with what it protects against. Another choice is asked about before it is made. */
export function ProtectionChoice() {
  const { t } = useTranslation('vault');
  const id = useId();
  const { data: vault } = useSuspenseQuery(vaultQuery);
  const ask = useAskToUnlock();
  const [asked, setAsked] = useState<Protection>('password');
  const [dialog, setDialog] = useState<'protection' | 'changePassword'>();
  const choose = (protection: Protection): void => {
    if (vault.isLocked) {
      ask();
      return;
    }
    setAsked(protection);
    setDialog('protection');
  };
  return (
    <>
      <div role="radiogroup" aria-label={t('choice.label')} className={styles['choices']}>
        {PROTECTIONS.map((protection) => {
          const isMissing = protection === 'keychain' && !vault.isKeychainAvailable;
          return (
            <label key={protection} className={styles['choice']} data-chosen={vault.protection === protection}>
              <input
                type="radio"
                name={id}
                className={styles['radio']}
                checked={vault.protection === protection}
                disabled={isMissing && vault.protection !== protection}
                aria-label={t(`choice.${protection}.name`)}
                aria-describedby={`${id}-${protection}`}
                onChange={() => choose(protection)}
              />
              <span id={`${id}-${protection}`} className={styles['choiceText']}>
                <span className={styles['choiceName']}>{t(`choice.${protection}.name`)}</span>
                <span>{t(`choice.${protection}.protects`)}</span>
                <span>{t(`choice.${protection}.leaves`)}</span>
                {isMissing && <span className={styles['missing']}>{t('choice.noKeychain')}</span>}
              </span>
            </label>
          );
        })}
      </div>
      {vault.protection === 'password' && (
        <div>
          <Button onClick={() => setDialog('changePassword')}>{t('changePassword.open')}</Button>
        </div>
      )}
      <ProtectionDialog protection={asked} isOpen={dialog === 'protection'} onClose={() => setDialog(undefined)} />
      <ChangePasswordDialog isOpen={dialog === 'changePassword'} onClose={() => setDialog(undefined)} />
    </>
  );
}
