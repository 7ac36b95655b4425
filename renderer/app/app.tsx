import { useSuspenseQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import type { Profile } from '#shared/models/profile.ts';
import { FirstRun } from '../features/first-run/first-run.tsx';
import { ProfileDialog } from '../features/profiles/profile-dialog.tsx';
import { infoQuery, profilesQuery, settingsQuery } from '../queries.ts';
import { bridge } from '../bridge.ts';
import { useAppearance } from './appearance.ts';
import { Frame } from './frame.tsx';

/** The window: the first run until there is a profile, then the frame around the active one. */
export function App() {
  const { data: info } = useSuspenseQuery(infoQuery);
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const { data: profiles } = useSuspenseQuery(profilesQuery);
  const [isAdding, setIsAdding] = useState(false);
  useAppearance(settings, info.systemLanguage);

  const active = profiles.find(({ id }) => id === settings.activeProfileId) ?? profiles[0];
  const activate = (profile: Profile): void => void bridge.settings.change({ activeProfileId: profile.id });

  return (
    <Suspense>
      {active === undefined ? (
        <FirstRun onAddProfile={() => setIsAdding(true)} />
      ) : (
        <Frame key={active.id} profile={active} onAddProfile={() => setIsAdding(true)} onActivate={activate} />
      )}
      <ProfileDialog isOpen={isAdding} onClose={() => setIsAdding(false)} profile={undefined} onSaved={activate} />
    </Suspense>
  );
}
