import { Suspense, useEffect, useState, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { kindOfInstanceId } from '#shared/instance-ids.ts';
import type { Profile } from '#shared/models/profile.ts';
import { AccountNotice } from '../features/account/account-notice.tsx';
import { BrowsePage } from '../features/browse/browse-page.tsx';
import { HistoryPage } from '../features/history/history-page.tsx';
import { HISTORY_LIST, type HistoryPlace } from '../features/history/place.ts';
import { DownloadsPage } from '../features/downloads/downloads-page.tsx';
import { GetByIdPage } from '../features/get-by-id/get-by-id-page.tsx';
import type { BackupForm } from '../features/get-by-id/use-backup-form.ts';
import { PasteDialog } from '../features/paste/paste-dialog.tsx';
import { usePasteAnywhere } from '../features/paste/use-paste-anywhere.ts';
import { usePaste } from '../features/paste/use-paste.ts';
import { SettingsPage } from '../features/settings/settings-page.tsx';
import { focusMain, rescueFocus } from './focus.ts';
import { DamagedFilesNotice } from './damaged-files-notice.tsx';
import styles from './frame.module.css';
import { Navigation } from './navigation.tsx';
import { ProfileDialogs, type ProfileAction } from './profile-dialogs.tsx';
import { KeyNotice } from '../features/profiles/key-notice.tsx';
import { SecretNotice } from '../features/profiles/secret-notice.tsx';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { useFrameCommands } from './use-frame-commands.ts';
import type { View } from './views.ts';

/** Top bar, navigation, page and status bar around one profile. */
export function Frame(props: {
  profile: Profile;
  view: View;
  onView: (view: View) => void;
  onAddProfile: () => void;
  onActivate: (profile: Profile) => void;
}) {
  const { profile, view, onView: setView, onAddProfile, onActivate } = props;
  const { t } = useTranslation();
  const [prefill, setPrefill] = useState<Partial<BackupForm>>({});
  const paste = usePaste(profile, {
    onLinks: () => setView('getById'),
    onDownloading: () => setView('downloads'),
    onBrowse: () => setView('browse'),
    onInstance: (instanceId) => {
      setPrefill({ instanceId, kind: kindOfInstanceId(instanceId) });
      setView('getById');
    },
  });
  usePasteAnywhere(paste.read);
  const [historyPlace, setHistoryPlace] = useState(HISTORY_LIST);
  const showInHistory = (place: HistoryPlace): void => {
    setHistoryPlace(place);
    setView('history');
  };
  const [action, setAction] = useState<ProfileAction>();
  useFrameCommands({
    profile,
    onView: setView,
    onEdit: () => setAction('edit'),
    onPaste: paste.open,
    onChecking: () => showInHistory(HISTORY_LIST),
  });
  // Another profile is another frame: what had the focus went with the old one.
  useEffect(rescueFocus, []);

  return (
    <div className={styles['frame']} data-environment={profile.environment}>
      <a className={styles['skip']} href="#main" onClick={skipToMain}>
        {t('frame.skip')}
      </a>
      <TopBar
        profile={profile}
        onActivate={onActivate}
        onAdd={onAddProfile}
        onEdit={() => setAction('edit')}
        onDelete={() => setAction('delete')}
      />
      <Navigation
        view={view}
        onChange={(next) => {
          if (next === 'history' && view === 'history') setHistoryPlace(HISTORY_LIST);
          setView(next);
        }}
      />
      <main id="main" className={styles['main']} data-view={view} tabIndex={-1}>
        <div className={styles['notices']}>
          <DamagedFilesNotice />
          <SecretNotice profile={profile} onEdit={() => setAction('edit')} />
          <KeyNotice profile={profile} onEdit={() => setAction('edit')} />
          {view === 'getById' && <AccountNotice profile={profile} />}
        </div>
        {/* While a page asks for what it shows, the frame around it stays. */}
        <Suspense>
          {view === 'browse' && <BrowsePage profile={profile} onShowDownloads={() => setView('downloads')} />}
          {view === 'getById' && (
            <GetByIdPage
              key={prefill.instanceId ?? ''}
              profile={profile}
              prefill={prefill}
              paste={paste}
              onDownloading={() => setView('downloads')}
            />
          )}
          {view === 'downloads' && (
            <DownloadsPage
              onGetById={() => setView('getById')}
              onReport={(reportId) => showInHistory({ at: 'report', reportId })}
            />
          )}
          {view === 'history' && (
            <HistoryPage place={historyPlace} onPlace={setHistoryPlace} onShowDownloads={() => setView('downloads')} />
          )}
          {view === 'settings' && <SettingsPage onPractice={() => setView('getById')} />}
        </Suspense>
      </main>
      <StatusBar profile={profile} />
      <PasteDialog profile={profile} state={paste} />
      <ProfileDialogs profile={profile} action={action} onClose={() => setAction(undefined)} onSaved={onActivate} />
    </div>
  );
}

/** The page's address has no fragment, so the skip link moves the focus by itself. */
function skipToMain(event: MouseEvent): void {
  event.preventDefault();
  focusMain();
}
