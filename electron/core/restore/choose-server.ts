import type { RestoreNeeds } from '#shared/models/restore-needs.ts';
import type { RestoreServer } from '#shared/models/test-restore.ts';

/** The server to try a file with: the first that should load it, else the first of all, which will say why not. */
export function chooseServer(servers: readonly RestoreServer[], needs: RestoreNeeds): RestoreServer | null {
  return servers.find((server) => isSuitable(server, needs)) ?? servers[0] ?? null;
}

/** Whether a server is as new as a file asks for. */
export function isSuitable({ product, version }: RestoreServer, needs: RestoreNeeds): boolean {
  const lowest = needs[product];
  if (lowest === null || (product === 'valkey' && needs.isValkeyRelaxed)) return false;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [lowestMajor = 0, lowestMinor = 0] = lowest.split('.').map(Number);
  return major > lowestMajor || (major === lowestMajor && minor >= lowestMinor);
}
