import { useSuspenseQuery } from '@tanstack/react-query';
import { Suspense, useRef, useState } from 'react';
import type { Profile } from '#shared/models/profile.ts';
import { DragToDownloads } from '../features/downloads/drag-to-downloads.tsx';
import { ShortcutsDialog } from '../features/commands/shortcuts-dialog.tsx';
import { UnlockPrompt } from '../features/vault/unlock-prompt.tsx';
import { JobNews } from '../features/back-up-now/job-news.tsx';
import { FirstRun } from '../features/first-run/first-run.tsx';
import { ImportDialog } from '../features/imports/import-dialog.tsx';
import { useImport } from '../features/imports/use-import.ts';
import { Palette } from '../features/palette/palette.tsx';
import { ProfileDialog } from '../features/profiles/profile-dialog.tsx';
import { ImportFileDialog } from '../features/transfer/import-file-dialog.tsx';
import { useFileImport } from '../features/transfer/use-file-import.ts';
import { activeProfile, infoQuery, profilesQuery, settingsQuery } from '../queries.ts';
import { bridge } from '../bridge.ts';
import { useAppearance } from './appearance.ts';
import { Frame } from './frame.tsx';
import { useAppCommands } from './use-app-commands.ts';
import type { View } from './views.ts';

/** The window: the first run until there is a profile, then the frame around the active one. */
export function App() {
  const { data: info } = useSuspenseQuery(infoQuery);
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const { data: profiles } = useSuspenseQuery(profilesQuery);
  const [isAdding, setIsAdding] = useState(false);
  // Another profile is another frame; whoever changes to it stays on the same page.
  const [view, setView] = useState<View>('getById');
  const importing = useImport();
  const importFormRef = useRef<HTMLFormElement>(null);
  const fileImport = useFileImport(importFormRef);
  useAppearance(settings, info.systemLanguage);
  useAppCommands({ onAddProfile: () => setIsAdding(true) });

  const active = activeProfile(profiles, settings);
  const activate = (profile: Profile): void => void bridge.settings.change({ activeProfileId: profile.id });

  return (
    <UnlockPrompt>
      <Suspense>
        {active === undefined ? (
          <FirstRun
            onAddProfile={() => setIsAdding(true)}
            onImport={() => importing.open('ucloudCli')}
            onImportFile={fileImport.open}
          />
        ) : (
          <DragToDownloads key={active.id}>
            <Frame
              profile={active}
              view={view}
              onView={setView}
              onAddProfile={() => setIsAdding(true)}
              onActivate={activate}
            />
          </DragToDownloads>
        )}
        <ShortcutsDialog />
        <JobNews onShowDownloads={() => setView('downloads')} />
        <Palette profile={active} onView={setView} onActivate={activate} />
        <ImportDialog state={importing} />
        <ImportFileDialog formRef={importFormRef} state={fileImport} />
        <ProfileDialog isOpen={isAdding} onClose={() => setIsAdding(false)} profile={undefined} onSaved={activate} />
      </Suspense>
    </UnlockPrompt>
  );
}
