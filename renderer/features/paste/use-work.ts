import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { checkBackupRef } from '#shared/backup-checks.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import type { LinkView } from '#shared/models/link.ts';
import type { Profile } from '#shared/models/profile.ts';
import { bridge, BridgeError, errorData, unwrap } from '../../bridge.ts';
import { downloadsQuery } from '../../queries.ts';
import { regionsQuery } from '../account/queries.ts';
import { continuedBy, isOpen, linksOf, refOf, type Outcome, type PasteRow, type Task } from './rows.ts';

/** Between two questions to the API: a table of ids must not look like an attack. */
const POLITE_PAUSE_MS = 60;

/** Works off the rows one after the other; each tells its own outcome, and one that fails keeps no other. */
export function useWork(props: {
  profile: Profile;
  zoneId: string;
  rows: readonly PasteRow[];
  onOutcome: (id: string, outcome: Outcome) => void;
  /** Everything went well. */
  onLinks: (links: LinkView[]) => void;
  onDownloading: () => void;
}) {
  const { profile, zoneId, rows, onOutcome } = props;
  const client = useQueryClient();
  const { data: regions = [] } = useQuery({ ...regionsQuery(profile.id), enabled: profile.secretState === 'ready' });
  const [isBusy, setIsBusy] = useState(false);
  const turn = useRef(0);

  const askFor = async ({ item, outcome }: PasteRow): Promise<readonly LinkView[]> => {
    if (outcome.status === 'linked') return outcome.links;
    if (item.type === 'signed') return [item.view];
    if (item.type === 'instance') return [];
    const ref = refOf(item, { profile, regions, zoneId });
    const zones = regions.find(({ id }) => id === ref.regionId)?.zones.map(({ id }) => id);
    const fields = checkBackupRef(ref, zones);
    if (Object.keys(fields).length > 0) {
      throw new BridgeError({ code: 'invalidInput', params: {}, fields, retryable: false });
    }
    return unwrap(bridge.links.get({ ref }));
  };
  /** A pasted link to an object whose download waits for one lets that one go on. */
  const download = async (row: PasteRow): Promise<Outcome> => {
    const links = await askFor(row);
    const waiting = row.item.type === 'signed' ? waitingFor(row.item.view.ref) : undefined;
    if (waiting !== undefined) {
      const { retry, resume } = bridge.downloads;
      await unwrap((waiting.state.status === 'failed' ? retry : resume)({ downloadId: waiting.id }));
      return { status: 'continued' };
    }
    await unwrap(bridge.downloads.start({ linkIds: links.map(({ id }) => id), which: 'public' }));
    return { status: 'queued', count: links.length };
  };
  const getLinks = async (row: PasteRow): Promise<Outcome> => ({ status: 'linked', links: await askFor(row) });
  const waitingFor = (ref: BackupRef) => continuedBy(ref, client.getQueryData(downloadsQuery.queryKey) ?? []);

  const run = async (task: Task): Promise<void> => {
    if (isBusy) return;
    turn.current += 1;
    const own = turn.current;
    setIsBusy(true);
    const links = linksOf(rows);
    let failures = 0;
    for (const row of rows.filter((each) => isOpen(each, task))) {
      if (own !== turn.current) break;
      onOutcome(row.id, { status: 'working' });
      try {
        const [outcome] = await Promise.all([task === 'download' ? download(row) : getLinks(row), pause()]);
        if (outcome.status === 'linked') links.push(...outcome.links);
        onOutcome(row.id, outcome);
      } catch (error) {
        failures += 1;
        onOutcome(row.id, { status: 'failed', error: errorData(error) });
      }
    }
    setIsBusy(false);
    if (own !== turn.current) return;
    if (task === 'getLinks' && links.length > 0 && failures === 0) props.onLinks(links);
    if (task === 'download' && failures === 0) props.onDownloading();
  };
  return {
    isBusy,
    run,
    /** What has not begun is left as it is. */
    stop: (): void => {
      turn.current += 1;
    },
  };
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    window.setTimeout(resolve, POLITE_PAUSE_MS);
  });
}
