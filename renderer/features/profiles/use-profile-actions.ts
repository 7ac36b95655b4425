import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '#shared/models/profile.ts';
import { groupsOf, type Place } from '#shared/profile-order.ts';
import { bridge, unwrap } from '../../bridge.ts';
import { useToast } from '../../components/toasts.tsx';
import { profilesQuery } from '../../queries.ts';

export interface ProfileDialogRequest {
  what: 'edit' | 'delete' | 'export';
  profile: Profile;
}

export interface ProfileActions {
  open: (request: ProfileDialogRequest) => void;
  activate: (profile: Profile) => void;
  duplicate: (profile: Profile) => void;
  snooze: (profile: Profile) => void;
  move: (profile: Profile, place: Place | undefined) => void;
}

/** What can be done with a profile of the list, and what is said of it for those who only listen. */
export function useProfileActions(open: ProfileActions['open']): {
  actions: ProfileActions;
  announcement: string;
  error: Error | null;
} {
  const { t } = useTranslation('profiles');
  const client = useQueryClient();
  const say = useToast();
  const [announcement, setAnnouncement] = useState('');

  const activate = useMutation({
    mutationFn: ({ id }: Profile) => unwrap(bridge.settings.change({ activeProfileId: id })),
  });
  const duplicate = useMutation({
    mutationFn: ({ id }: Profile) => unwrap(bridge.profiles.duplicate({ profileId: id })),
    onSuccess: (copy, { name }) => {
      const edit = { label: t('list.edit'), onClick: () => open({ what: 'edit', profile: copy }), forMs: 8000 };
      const names = { name, copy: copy.name };
      say(copy.secretState === 'ready' ? t('list.duplicated', names) : t('list.duplicatedKeyless', names), edit);
    },
  });
  const snooze = useMutation({
    mutationFn: ({ id }: Profile) => unwrap(bridge.profiles.snoozeReminder({ profileId: id })),
  });
  const move = useMutation({
    mutationFn: ({ profile, place }: { profile: Profile; place: Place }) =>
      unwrap(bridge.profiles.move({ profileId: profile.id, ...place })),
    // The list has come back by its event before the call answers.
    onSuccess: (_answer, { profile }) => setAnnouncement(whereNow(profile)),
  });

  const whereNow = ({ id, name }: Profile): string => {
    const group = groupsOf(client.getQueryData(profilesQuery.queryKey) ?? []).find(({ profiles }) =>
      profiles.some((each) => each.id === id),
    );
    if (group === undefined) return '';
    const position = group.profiles.findIndex((each) => each.id === id) + 1;
    const where = { name, position, total: group.profiles.length, group: group.name };
    return group.name === '' ? t('list.moved', where) : t('list.movedInGroup', where);
  };

  return {
    actions: {
      open,
      activate: (profile) => activate.mutate(profile),
      duplicate: (profile) => (duplicate.isPending ? undefined : duplicate.mutate(profile)),
      snooze: (profile) => snooze.mutate(profile),
      move(profile, place) {
        // A key that is held down waits for each step, which begins where the last one ended.
        if (place !== undefined && !move.isPending) move.mutate({ profile, place });
      },
    },
    announcement,
    error: duplicate.error ?? move.error ?? snooze.error ?? activate.error,
  };
}
