import { useMutation } from '@tanstack/react-query';
import { bridge, unwrap } from '../../bridge.ts';

/** Starts a download for each link, in their order. */
export function useStartDownloads(onStarted: () => void) {
  return useMutation({
    mutationFn: async (linkIds: readonly string[]) => {
      for (const linkId of linkIds) await unwrap(bridge.downloads.start({ linkId }));
    },
    onSuccess: onStarted,
  });
}
