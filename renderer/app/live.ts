import type { QueryClient } from '@tanstack/react-query';
import type { Download } from '#shared/models/download.ts';
import { bridge, unwrap } from '../bridge.ts';
import { applyJobs } from '../features/back-up-now/queries.ts';
import { forgetSpeed, recordSpeed } from '../features/downloads/speed-history.ts';
import { checkChanged, checkRemoved, checksQuery, reportsQuery } from '../features/reports/queries.ts';
import { vaultQuery } from '../features/vault/queries.ts';
import { downloadsQuery, infoQuery, profilesQuery, settingsQuery } from '../queries.ts';

/**
 * Keeps the cache in step with the desktop process. It listens first and takes a snapshot then; events the snapshot
 * already includes are dropped by their sequence number.
 */
export async function followLiveState(client: QueryClient): Promise<void> {
  const early: (() => void)[] = [];
  let included: number | undefined;
  /** Applies an event, once it is known whether the snapshot already includes it. */
  const apply = (sequence: number, change: () => void): void => {
    if (included === undefined) early.push(() => apply(sequence, change));
    else if (sequence > included) change();
  };
  bridge.on.settingsChanged(({ settings }) => client.setQueryData(settingsQuery.queryKey, settings));
  bridge.on.profilesChanged(({ profiles }) => client.setQueryData(profilesQuery.queryKey, profiles));
  bridge.on.backupJobsChanged(({ jobs }) => applyJobs(client, jobs));
  bridge.on.vaultChanged(({ state }) => {
    client.setQueryData(vaultQuery.queryKey, state);
    // How keys saved now are kept is told there.
    void client.invalidateQueries({ queryKey: infoQuery.queryKey });
  });
  bridge.on.downloadChanged(({ sequence, download }) => {
    recordSpeed(download, Date.now());
    apply(sequence, () => client.setQueryData(downloadsQuery.queryKey, (known = []) => withChanged(known, download)));
  });
  bridge.on.downloadRemoved(({ sequence, downloadId }) => {
    forgetSpeed(downloadId);
    apply(sequence, () =>
      client.setQueryData(downloadsQuery.queryKey, (known = []) => known.filter(({ id }) => id !== downloadId)),
    );
  });
  bridge.on.checkChanged(({ sequence, check }) => apply(sequence, () => checkChanged(client, check)));
  bridge.on.checkRemoved(({ sequence, checkId }) => apply(sequence, () => checkRemoved(client, checkId)));
  bridge.on.reportsChanged(() => void client.invalidateQueries({ queryKey: reportsQuery.queryKey }));
  const [snapshot, checks] = [await unwrap(bridge.downloads.snapshot()), await unwrap(bridge.checks.snapshot())];
  // What the second snapshot includes already, a replayed event sets once more and harms nothing.
  included = snapshot.sequence;
  client.setQueryData(downloadsQuery.queryKey, snapshot.downloads);
  client.setQueryData(checksQuery.queryKey, checks.checks);
  for (const replay of early) replay();
}

function withChanged(known: readonly Download[], changed: Download): Download[] {
  const isKnown = known.some(({ id }) => id === changed.id);
  return isKnown ? known.map((each) => (each.id === changed.id ? changed : each)) : [...known, changed];
}
