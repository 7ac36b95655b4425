import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import { bridge, errorData } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { activeProfile, profilesQuery, settingsQuery } from '../../queries.ts';
import { Section } from '../settings/section.tsx';
import { PermissionReport } from './permission-report.tsx';
import styles from './permissions.module.css';
import { usePermissionTest } from './use-permission-test.ts';

/** Tests what the key of the active profile may do, whenever somebody asks. */
export function PermissionsSection() {
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const { data: profiles } = useSuspenseQuery(profilesQuery);
  const profile = activeProfile(profiles, settings);
  return profile === undefined ? null : <Test profile={profile} />;
}

function Test({ profile }: { profile: Profile }) {
  const { t } = useTranslation('permissions');
  const [isOpen, setIsOpen] = useState(false);
  const { id: profileId, projectId, regionId } = profile;
  const test = usePermissionTest((testId) => bridge.profiles.testProfile({ testId, profileId, projectId, regionId }));
  const close = (): void => {
    test.reset();
    setIsOpen(false);
  };
  return (
    <Section title={t('section.title')}>
      <p className={styles['text']}>{t('section.text', { name: profile.name })}</p>
      <div>
        <Button
          onClick={() => {
            setIsOpen(true);
            test.start();
          }}
        >
          {t('section.test')}
        </Button>
      </div>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title={`${t('section.title')}${t('separator')}${profile.name}`}
        actions={
          <>
            <Button aria-disabled={test.isTesting} onClick={() => (test.isTesting ? undefined : test.start())}>
              {t('section.again')}
            </Button>
            <Button tone="primary" onClick={close}>
              {t('section.close')}
            </Button>
          </>
        }
      >
        {test.error === null ? <PermissionReport test={test} /> : <ErrorAlert error={errorData(test.error)} />}
      </Dialog>
    </Section>
  );
}
