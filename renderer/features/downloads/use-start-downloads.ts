import { useMutation } from '@tanstack/react-query';
import type { LinkSide } from '#shared/link-forms.ts';
import { bridge, unwrap } from '../../bridge.ts';

/** Starts a download for each link, in their order. */
export function useStartDownloads(onStarted: () => void) {
  return useMutation({
    mutationFn: async (wanted: { linkIds: readonly string[]; which: LinkSide }) => {
      for (const linkId of wanted.linkIds) await unwrap(bridge.downloads.start({ linkId, which: wanted.which }));
    },
    onSuccess: onStarted,
  });
}
