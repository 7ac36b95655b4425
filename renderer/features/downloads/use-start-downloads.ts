import { useMutation } from '@tanstack/react-query';
import type { LinkSide } from '#shared/link-forms.ts';
import { bridge, unwrap } from '../../bridge.ts';

/** Starts a download for each link, in their order; shards of one backup as a set. */
export function useStartDownloads(onStarted: () => void) {
  return useMutation({
    mutationFn: ({ linkIds, which }: { linkIds: readonly string[]; which: LinkSide }) =>
      unwrap(bridge.downloads.start({ linkIds: [...linkIds], which })),
    onSuccess: onStarted,
  });
}
