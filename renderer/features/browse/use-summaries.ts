import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { refOfInstance } from '#shared/backup-rows.ts';
import type { Instance, InstanceSummary } from '#shared/models/browse.ts';
import { bridge, unwrap } from '../../bridge.ts';
import { summariesKey, type KnownSummaries } from './queries.ts';
import { keyOfRow } from './row-keys.ts';

/** Few at a time, so that a list somebody opens does not wait behind many. */
const BATCH = 10;
/** Scrolling has come to rest. */
const SETTLE_MS = 250;

const NONE: KnownSummaries = {};

export interface Summaries {
  of: (instance: Instance) => InstanceSummary | undefined;
  /** The rows in sight: asked for before all others, once they stay. */
  see: (instances: readonly Instance[]) => void;
  /** Asks for all of these, until it is stopped. */
  askAll: (instances: readonly Instance[]) => void;
  stop: () => void;
  /** How many `askAll` has still to ask for. */
  waiting: number;
  /** Forgets what is known and asks anew for the rows in sight. */
  refresh: () => void;
}

/** What the lists of backups say of instances, asked for in small batches, one after the other. */
export function useSummaries(place: { profileId: string; projectId: string }): Summaries {
  const { profileId, projectId } = place;
  const client = useQueryClient();
  const queryKey = useMemo(() => summariesKey({ profileId, projectId }), [profileId, projectId]);
  const { data: known = NONE } = useQuery<KnownSummaries>({
    queryKey,
    queryFn: () => NONE,
    enabled: false,
    staleTime: Infinity,
  });
  const [seen, setSeen] = useState<readonly Instance[]>([]);
  const [all, setAll] = useState<readonly Instance[]>([]);
  const running = useRef('none');
  const timer = useRef(0);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      void bridge.browse.cancel({ requestId: running.current });
    },
    [],
  );

  const { mutate: ask, isPending: isAsking } = useMutation({
    mutationFn: (batch: readonly Instance[]) => {
      running.current = crypto.randomUUID();
      const instances = batch.map((each) => refOfInstance({ profileId, projectId }, each));
      return unwrap(bridge.browse.summaries({ requestId: running.current, instances }));
    },
    onSuccess: (summaries, batch) => {
      const news = batch.map((each, at) => [keyOfRow(each), summaries[at]]);
      client.setQueryData(queryKey, (old: KnownSummaries = NONE) => ({ ...old, ...Object.fromEntries(news) }));
      setAll((rest) => rest.slice(rest.findLastIndex((each) => batch.includes(each)) + 1));
    },
    // A locked vault, say: the next look begins anew.
    onError: () => {
      setSeen([]);
      setAll([]);
    },
  });
  useEffect(() => {
    const isUnknown = (each: Instance): boolean => known[keyOfRow(each)] === undefined;
    const batch = [...seen.filter(isUnknown), ...all.filter(isUnknown)].slice(0, BATCH);
    if (batch.length > 0 && !isAsking) ask(batch);
  }, [seen, all, known, isAsking, ask]);

  const see = useCallback((instances: readonly Instance[]) => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setSeen(instances), SETTLE_MS);
  }, []);
  return useMemo(
    () => ({
      of: (instance) => known[keyOfRow(instance)],
      see,
      askAll: setAll,
      stop: () => setAll([]),
      waiting: all.length,
      refresh: () => client.setQueryData(queryKey, NONE),
    }),
    [known, see, all.length, client, queryKey],
  );
}
