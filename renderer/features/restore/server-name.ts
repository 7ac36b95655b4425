import type { RestoreServer } from '#shared/models/test-restore.ts';

/** How a server is called on screen. */
export function serverName({ product, version, path }: RestoreServer): { server: string; path: string } {
  return { server: `${product === 'valkey' ? 'Valkey' : 'Redis'} ${version}`, path };
}
