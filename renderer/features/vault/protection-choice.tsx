import { useSuspenseQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Protection } from '#shared/models/profile.ts';
import { Button } from '../../components/button.tsx';
import { ChangePasswordDialog } from './change-password-dialog.tsx';
import { ProtectionDialog } from './protection-dialog.tsx';
import { ProtectionOption } from './protection-option.tsx';
import { vaultQuery } from './queries.ts';
import { useAskToUnlock } from './unlock-prompt.tsx';
import styles from './vault.module.css';

const PROTECTIONS = ['keychain', 'password', 'session'] as const satisfies readonly Protection[];

/**
 * The three ways to keep keys, each with what it protects against. The one that is in force is chosen: without a safe
 * keychain that is the session, whatever was asked for. Another choice is asked about before it is made.
 */
export function ProtectionChoice() {
  const { t } = useTranslation('vault');
  const name = useId();
  const { data: vault } = useSuspenseQuery(vaultQuery);
  const ask = useAskToUnlock();
  const [asked, setAsked] = useState<Protection>('password');
  const [dialog, setDialog] = useState<'protection' | 'changePassword'>();
  const isFallback = vault.protection === 'keychain' && !vault.isKeychainAvailable;
  const inForce = isFallback ? 'session' : vault.protection;
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
        {PROTECTIONS.map((protection) => (
          <ProtectionOption
            key={protection}
            protection={protection}
            group={name}
            isInForce={protection === inForce}
            isFallback={isFallback && protection === 'session'}
            isMissing={protection === 'keychain' && !vault.isKeychainAvailable}
            onChoose={() => choose(protection)}
          />
        ))}
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
