import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BackupRef } from '#shared/models/backup.ts';
import type { PeekReport } from '#shared/models/peek.ts';
import { bridge, unwrap } from '../../bridge.ts';
import { takeBackWith } from '../../take-back.ts';

const cancellable = takeBackWith((request) => bridge.peek.cancel(request));

const peekQuery = (linkId: string) =>
  queryOptions({
    queryKey: ['peek', linkId],
    queryFn: ({ signal }) => cancellable(signal, (requestId) => unwrap(bridge.peek.look({ requestId, linkId }))),
    staleTime: Infinity,
  });

/** The links of a backup for looking only; nobody else uses them, and they are not kept. */
export const linksToPeekQuery = (ref: BackupRef) =>
  queryOptions({
    queryKey: ['peek', 'links', ref],
    queryFn: () => unwrap(bridge.links.get({ ref })),
    gcTime: 0,
    staleTime: Infinity,
  });

/** A look into the file behind a link, begun when somebody asks for it. */
export interface PeekState {
  readonly report: PeekReport | undefined;
  readonly error: Error | null;
  readonly isLooking: boolean;
  look(): void;
}

/** @param options.isBegun looks without being asked. */
export function usePeek(linkId: string, { isBegun = false }: { isBegun?: boolean } = {}): PeekState {
  const [isAsked, setIsAsked] = useState(isBegun);
  const { data, error, isFetching, refetch } = useQuery({ ...peekQuery(linkId), enabled: isAsked });
  return {
    report: data,
    error,
    isLooking: isFetching,
    look() {
      if (isAsked) void refetch();
      else setIsAsked(true);
    },
  };
}
