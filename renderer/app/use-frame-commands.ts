import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import type { Profile } from '#shared/models/profile.ts';
import { bridge, unwrap } from '../bridge.ts';
import { useSayError } from '../components/use-say-error.ts';
import { useCommands } from '../features/commands/command-context.ts';
import { actionsOf } from '../features/downloads/states.ts';
import { downloadsQuery } from '../queries.ts';
import type { View } from './views.ts';

/** What can be asked for around a profile. */
export function useFrameCommands(leads: {
  profile: Profile;
  onView: (view: View) => void;
  onEdit: () => void;
  onPaste: () => void;
  /** Files are being checked. */
  onChecking: () => void;
}): void {
  const { profile, onView, onEdit, onPaste, onChecking } = leads;
  const { data: downloads } = useSuspenseQuery(downloadsQuery);
  const onError = useSayError();
  const idsOf = (action: 'pause' | 'resume'): string[] =>
    downloads.filter((each) => actionsOf(each).includes(action)).map(({ id }) => id);
  const each = useMutation({
    mutationFn: (action: 'pause' | 'resume') => unwrap(bridge.downloads.each({ action, downloadIds: idsOf(action) })),
    onError,
  });
  const openFolder = useMutation({
    mutationFn: () => unwrap(bridge.downloads.openFolder({ profileId: profile.id })),
    onError,
  });
  const check = useMutation({
    mutationFn: () => unwrap(bridge.checks.chooseFiles()),
    onSuccess: (begun) => {
      if (begun.length > 0) onChecking();
    },
    onError,
  });

  const go = (view: View) => ({ run: () => onView(view) });
  const pages: Record<`page.${View}`, { run: () => void }> = {
    'page.browse': go('browse'),
    'page.getById': go('getById'),
    'page.downloads': go('downloads'),
    'page.history': go('history'),
    'page.settings': go('settings'),
  };
  useCommands({
    ...pages,
    'profile.edit': { run: onEdit, blocked: profile.cloud.kind === 'practice' ? 'practiceProfile' : undefined },
    'paste.open': { run: onPaste },
    'file.check': { run: () => check.mutate() },
    'downloads.pauseAll': {
      run: () => each.mutate('pause'),
      blocked: idsOf('pause').length === 0 ? 'nothingToPause' : undefined,
    },
    'downloads.resumeAll': {
      run: () => each.mutate('resume'),
      blocked: idsOf('resume').length === 0 ? 'nothingToResume' : undefined,
    },
    'downloads.openFolder': { run: () => openFolder.mutate() },
  });
}
