/** As long as a BackupRef allows. */
const LONGEST_ID = 200;

/** The form of a block's id: `udredis-00pakopv_0`. */
const BLOCK_ID = /[A-Za-z]+-[A-Za-z0-9]+_\d+/u;

/**
 * A name for each of several shards' links, in their order. The API answers the links without saying which shard each
 * is, so the name is read from the object's path: the block's id if the path holds one, else the object's name, else the
 * path. The first of these that tells all links apart is taken; where none does, the names are empty.
 */
export function shardIdsOf(urls: readonly string[]): string[] {
  const paths = urls.map(pathOf);
  const readings = [
    paths.map((path) => BLOCK_ID.exec(path)?.[0] ?? ''),
    paths.map((path) => path.slice(path.lastIndexOf('/') + 1)),
    paths,
  ];
  return readings.find(tellsApart) ?? paths.map(() => '');
}

function tellsApart(names: readonly string[]): boolean {
  const areUsable = names.every((name) => name !== '' && name.length <= LONGEST_ID);
  return areUsable && new Set(names).size === names.length;
}

function pathOf(url: string): string {
  const { pathname } = new URL(url);
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
