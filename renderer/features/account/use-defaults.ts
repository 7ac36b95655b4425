import { useMutation } from '@tanstack/react-query';
import { bridge, unwrap } from '../../bridge.ts';

type Defaults = { projectId?: string; regionId?: string };

/** Changes the project or region of a profile; the new profile comes back as an event. */
export function useDefaults(profileId: string) {
  return useMutation({
    mutationFn: (changes: Defaults) => unwrap(bridge.profiles.setDefaults({ profileId, ...changes })),
  });
}
