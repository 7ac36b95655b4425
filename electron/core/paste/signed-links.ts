import { kindOfInstanceId } from '#shared/instance-ids.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import { isLink, parseLink } from '../us3/link.ts';

/** A signed link in a text. Secret. */
export interface FoundLink {
  readonly url: string;
  readonly timesFound: number;
}

const LONGEST_ID = 200;
/** Up to what no address holds: white space, quotation marks, brackets of mark-up, full-width punctuation. */
const ADDRESS = /https?:\/\/[^\s"'<>\\`|“”‘’，。；、（）【】「」]{1,8192}/giu;
const INSTANCE = /^((?:uredis|uhredis|udrediscluster|udredis|umem)-[a-z0-9]{4,40})(_\d{1,4})?$/iu;
const LAST_UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu;

/** Takes the signed links out of a text. Addresses without a signature stay: there may be ids in them. */
export function takeSignedLinks(text: string): { rest: string; links: FoundLink[] } {
  const links = new Map<string, number>();
  const rest = text.replace(ADDRESS, (address: string) => {
    const url = address.replace(/[),.;\]}]{1,8}$/u, '');
    if (!/[?&]Signature=[^&]/u.test(url) || !isLink(url)) return address;
    links.set(url, (links.get(url) ?? 0) + 1);
    return ' ';
  });
  return { rest, links: [...links].map(([url, timesFound]) => ({ url, timesFound })) };
}

/**
 * What a pasted link is a link to, as far as its path tells: `<GroupId>/<BackupName>-<BackupId>`, with a block's id in
 * place of the instance's for a shard. Two links to one object have the same reference, and nothing can renew it.
 */
export function refOfPastedLink(url: string, profileId: string): BackupRef {
  const { objectName } = parseLink(url);
  const folders = new URL(url).pathname.split('/');
  const [, instanceId = '', shard = ''] = INSTANCE.exec(folders.find((folder) => INSTANCE.test(folder)) ?? '') ?? [];
  const name = LAST_UUID.exec(objectName)?.[0] ?? objectName;
  return {
    profileId,
    projectId: '',
    regionId: '',
    zoneId: '',
    kind: kindOfInstanceId(instanceId),
    instanceId,
    backupId: name.slice(0, LONGEST_ID).toWellFormed() || 'object',
    shardId: shard === '' ? '' : instanceId + shard,
    isCrossZone: false,
    slaveZoneId: '',
    isCrossRegion: false,
    isPasted: true,
  };
}
