import { useMutation } from '@tanstack/react-query';
import { bridge, unwrap } from '../../bridge.ts';

type Changes = Parameters<typeof bridge.settings.change>[0];

/** Changes settings; they come back to every part of the window through their event. */
export function useChangeSettings() {
  return useMutation({ mutationFn: (changes: Changes) => unwrap(bridge.settings.change(changes)) });
}
