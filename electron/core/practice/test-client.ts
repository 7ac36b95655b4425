import { createHash } from 'node:crypto';
import { get, request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import type { PracticeBackup } from '#shared/models/practice.ts';
import type { PracticeCloud } from './server.ts';

/** A client of its own for the tests of the practice cloud: nothing of the product is in it. */

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The body ended as HTTP promised it would. */
  readonly isWhole: boolean;
}

type Key = { readonly publicKey: string; readonly privateKey: string };
type Fields = Record<string, string>;

/** All parameters of a call, the signature among them. */
export function signed(parameters: Fields, key: Key): Fields {
  const all: Fields = { ...parameters, PublicKey: key.publicKey };
  const text = Object.keys(all)
    .toSorted()
    .map((name) => `${name}${all[name] ?? ''}`)
    .join('');
  return { ...all, Signature: createHash('sha1').update(`${text}${key.privateKey}`).digest('hex') };
}

/** A signed call as a form; answers the parsed document. */
export async function callApi(
  cloud: PracticeCloud,
  parameters: Fields,
  key: Key = cloud,
): Promise<Record<string, unknown>> {
  const body = new URLSearchParams(signed(parameters, key)).toString();
  const answer = await send(cloud.apiUrl, 'POST', { 'Content-Type': 'application/x-www-form-urlencoded' }, body);
  return documentOf(answer);
}

export function documentOf(answer: Answer): Record<string, unknown> {
  const document: unknown = JSON.parse(answer.body.toString('utf8'));
  if (!isRecord(document)) throw new TypeError('The answer is no JSON object.');
  return document;
}

export function rowsOf(document: Record<string, unknown>, field = 'DataSet'): Array<Record<string, unknown>> {
  const rows = document[field];
  return Array.isArray(rows) ? rows.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The link to a backup offered by the cloud; the first shard's for a distributed one. */
export async function linkTo(cloud: PracticeCloud, backup: PracticeBackup): Promise<string> {
  const { regionId, zoneId, projectId, backupId, instanceId } = backup;
  const scope = { Region: regionId, Zone: zoneId, ProjectId: projectId, BackupId: backupId };
  const isDistributed = backup.kind === 'distributed';
  const document = isDistributed
    ? await callApi(cloud, { Action: 'DescribeUMemBackupURL', ...scope, SpaceId: instanceId })
    : await callApi(cloud, {
        Action: 'DescribeURedisBackupURL',
        ...scope,
        GroupId: instanceId,
        RegionFlag: `${backup.isCrossZone}`,
        IsCrossRegion: `${backup.isCrossRegion}`,
      });
  const links = [document['BackupPath'], document['BackupURL']].flat();
  const link = links.find((one) => typeof one === 'string' && /^https?:/u.test(one));
  if (typeof link !== 'string') throw new Error(`No link: ${JSON.stringify(document)}`);
  return link.trim();
}

/** GETs a link and reads what comes, to the end or to the cut. */
export function fetchLink(url: string, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
  return send(url, 'GET', headers);
}

export function send(url: string, method: string, headers: OutgoingHttpHeaders = {}, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => undefined);
      response.once('close', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
          isWhole: response.complete,
        }),
      );
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

/** Opens a link and calls back with each piece; the returned function ends it. */
export function openLink(url: string, headers: OutgoingHttpHeaders, onBytes: (total: number) => void): () => void {
  let total = 0;
  const outgoing = get(url, { headers, agent: false }, (response) => {
    response.on('data', (chunk: Buffer) => {
      total += chunk.length;
      onBytes(total);
    });
    response.on('error', () => undefined);
  });
  outgoing.on('error', () => undefined);
  return () => outgoing.destroy();
}
