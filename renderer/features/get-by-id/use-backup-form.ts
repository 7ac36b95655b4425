import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BackupRef } from '#shared/models/backup.ts';
import type { Profile } from '#shared/models/profile.ts';
import type { RememberedForm } from '#shared/models/settings.ts';
import { bridge } from '../../bridge.ts';
import { settingsQuery } from '../../queries.ts';

/** What "Get by ID" asks for, beyond the profile's project and region. */
export interface BackupForm extends RememberedForm {
  backupId: string;
}

const EMPTY: BackupForm = {
  zoneId: '',
  kind: 'masterReplica',
  instanceId: '',
  isCrossZone: false,
  slaveZoneId: '',
  isCrossRegion: false,
  backupId: '',
};

/** The form as this profile last used it. The BackupId starts empty: it is the one thing that is new each time. */
export function useBackupForm(profile: Profile, prefill: Partial<BackupForm>) {
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const client = useQueryClient();
  const [form, setForm] = useState<BackupForm>(() => ({ ...EMPTY, ...settings.forms[profile.id], ...prefill }));

  return {
    form,
    change: (changes: Partial<BackupForm>) => setForm((current) => ({ ...current, ...changes })),
    remember: () => {
      const { backupId: _backupId, ...remembered } = form;
      // No event comes back for this, so that typing does not redraw the window; the next visit reads it from here.
      client.setQueryData(
        settingsQuery.queryKey,
        (known) => known && { ...known, forms: { ...known.forms, [profile.id]: remembered } },
      );
      void bridge.settings.rememberForm({ profileId: profile.id, form: remembered });
    },
  };
}

export function refOf(profile: Profile, form: BackupForm): BackupRef {
  const { id: profileId, projectId, regionId } = profile;
  // What only a master-replica instance has stays remembered, but is not sent for a distributed one.
  const onlyMasterReplica =
    form.kind === 'distributed' ? { isCrossZone: false, slaveZoneId: '', isCrossRegion: false } : {};
  return { ...form, ...onlyMasterReplica, profileId, projectId, regionId, shardId: '' };
}
