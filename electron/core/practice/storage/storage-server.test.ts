import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEtag } from '../../us3/etag.ts';
import { crc64 } from '../../rdb/crc64.ts';
import type { RecordedRequest } from '../request-log.ts';
import { type PracticeCloud, startPracticeCloud } from '../server.ts';
import { documentOf, fetchLink, linkTo, openLink, send } from '../test-client.ts';

const SIZE = 1_500_000;
const clock = { now: Date.UTC(2026, 10, 24, 12) };
let cloud: PracticeCloud;
let link = '';
let whole: Buffer = Buffer.alloc(0);

beforeAll(async () => {
  const extraBackups = [{ backupId: 'good', sizeBytes: SIZE }];
  cloud = await startPracticeCloud({ now: () => clock.now, linkLifetimeMs: 60_000, extraBackups });
});
afterAll(() => cloud.close());
beforeEach(async () => {
  link = await freshLink();
  whole = (await fetchLink(link)).body;
});

async function freshLink(backupId = 'good'): Promise<string> {
  const backup = cloud.backups.find((one) => one.backupId === backupId);
  if (backup === undefined) throw new Error('No such backup.');
  return linkTo(cloud, backup);
}

/** The link with one of its parts replaced. */
function bent(pattern: RegExp, by: string): string {
  return link.replace(pattern, by);
}

const isStorage = ({ server }: RecordedRequest): boolean => server === 'storage';

describe('the storage', () => {
  it('gives the object whole, with its US3 ETag, a session id and no Last-Modified', async () => {
    const { status, headers, body, isWhole } = await fetchLink(link);
    expect([status, isWhole, body.length]).toEqual([200, true, SIZE]);
    expect(crc64(body)).toBe(0n);
    const etag = createEtag();
    etag.update(body);
    expect(headers).toMatchObject({
      etag: `"${etag.digest()}"`,
      'content-type': 'application/octet-stream',
      'content-length': `${SIZE}`,
      'accept-ranges': 'bytes',
      'x-sessionid': expect.stringMatching(/^[\da-f-]{36}$/u),
    });
    expect(headers['last-modified']).toBeUndefined();
    expect(headers['content-encoding']).toBeUndefined();
  });

  it.each([
    ['bytes=0-0', 0, 1],
    ['bytes=1000-1999', 1000, 2000],
    [`bytes=${SIZE - 10}-`, SIZE - 10, SIZE],
    [`bytes=1000000-9999999`, 1_000_000, SIZE],
    ['bytes=-500', SIZE - 500, SIZE],
  ])('answers %s with 206 and just that', async (range, start, end) => {
    const { status, headers, body } = await fetchLink(link, { Range: range });
    expect(status).toBe(206);
    expect(headers['content-range']).toBe(`bytes ${start}-${end - 1}/${SIZE}`);
    expect(headers['content-length']).toBe(`${end - start}`);
    expect(body.equals(whole.subarray(start, end))).toBe(true);
  });

  it('answers a range behind the end with 206, the whole file and no Content-Range, as US3 does', async () => {
    const { status, headers, body } = await fetchLink(link, { Range: `bytes=${SIZE}-` });
    expect([status, headers['content-range'], body.length]).toEqual([206, undefined, SIZE]);
  });

  it.each(['bytes=5-4', 'bytes=0-1,5-6', 'bytes=-', 'lines=1-2'])('answers %s with the whole file', async (range) => {
    const { status, body } = await fetchLink(link, { Range: range });
    expect([status, body.length]).toEqual([200, SIZE]);
  });

  it('honours If-Range', async () => {
    const etag = (await fetchLink(link, { Range: 'bytes=0-0' })).headers.etag ?? '';
    expect((await fetchLink(link, { Range: 'bytes=5-9', 'If-Range': etag })).status).toBe(206);
    expect((await fetchLink(link, { Range: 'bytes=5-9', 'If-Range': '"other"' })).status).toBe(200);
  });

  it('gives objects over 256 MiB the ETag of an S3 upload', async () => {
    const large = cloud.backups.find(({ sizeBytes }) => sizeBytes > 1e9);
    const url = await freshLink(large?.backupId);
    const { headers, body } = await fetchLink(url, { Range: `bytes=1999999990-2000000009` });
    expect(headers.etag).toMatch(/^"[\da-f]{32}"$/u);
    expect(body).toHaveLength(20);
  });
});

describe('a link', () => {
  it.each<[string, () => Promise<{ status: number; body: Buffer }>, number, number, string]>([
    ['no query', () => fetchLink(bent(/\?.*/u, '')), 401, -148_643, 'no authorization found'],
    ['no signature', () => fetchLink(bent(/&Signature=.*/u, '')), 401, -148_643, 'no authorization found'],
    [
      'a damaged signature',
      () => fetchLink(bent(/Signature=.{3}/u, 'Signature=AAA')),
      403,
      -148_658,
      'invalid signature',
    ],
    ['a later expiry', () => fetchLink(bent(/Expires=\d/u, 'Expires=2')), 403, -148_658, 'invalid signature'],
    ['an unknown public key', () => fetchLink(bent(/UCloudPublicKey=/u, '$&x')), 403, -148_658, 'invalid signature'],
    [
      'a past expiry and a damaged signature',
      () => fetchLink(bent(/Expires=.*/u, 'Expires=1&Signature=AAA')),
      401,
      -148_660,
      'request expired',
    ],
    [
      'a signed Content-Type',
      () => fetchLink(link, { 'Content-Type': 'text/plain' }),
      403,
      -148_658,
      'invalid signature',
    ],
    ['an X-UCloud header', () => fetchLink(link, { 'X-UCloud-Thing': '1' }), 403, -148_658, 'invalid signature'],
    [
      'an Authorization header',
      () => fetchLink(link, { Authorization: 'UCloud a:b' }),
      403,
      -148_658,
      'invalid signature',
    ],
    ['another verb', () => send(link, 'POST', {}, 'x'), 403, -148_658, 'invalid signature'],
    [
      'an unknown bucket',
      () => fetchLink(link, { Host: 'no-such-bucket.localhost' }),
      400,
      -148_653,
      'bucket not exists',
    ],
  ])('with %s is refused', async (_, ask, status, retCode, message) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body.toString())).toEqual({ RetCode: retCode, ErrMsg: message });
  });

  it('is no good for HEAD', async () => {
    const { status, headers } = await send(link, 'HEAD');
    expect(status).toBe(403);
    expect(headers['x-sessionid']).toBeDefined();
  });

  it('is as good with its signature escaped', async () => {
    const signature = link.split('Signature=')[1] ?? '';
    expect((await fetchLink(bent(/Signature=.*/u, `Signature=${encodeURIComponent(signature)}`))).status).toBe(200);
  });

  it('is spoiled by a + that became a space', async () => {
    const daily = await startPracticeCloud();
    const [backup] = daily.backups;
    if (backup === undefined) throw new Error('No backup.');
    const url = await linkTo(daily, backup);
    expect((await fetchLink(url.replaceAll('+', '%20'), { Range: 'bytes=0-0' })).status).toBe(403);
    expect((await fetchLink(url, { Range: 'bytes=0-0' })).status).toBe(206);
    await daily.close();
  });

  it('expires by the clock: a running answer goes on, a new request is refused', async () => {
    cloud.control.setPace(SIZE * 2);
    const running = fetchLink(link);
    await expect.poll(() => cloud.control.openAnswers()).toBe(1);
    clock.now += 60_000;
    const refused = await fetchLink(link);
    expect(refused.status).toBe(401);
    expect(documentOf(refused)).toEqual({ RetCode: -148_660, ErrMsg: 'request expired' });
    expect((await running).body.length).toBe(SIZE);
    cloud.control.setPace(undefined);
  });

  it('lasts four hours unless told otherwise', async () => {
    const daily = await startPracticeCloud({ now: () => clock.now });
    const [backup] = daily.backups;
    if (backup === undefined) throw new Error('No backup.');
    const expires = Number(/Expires=(\d+)/u.exec(await linkTo(daily, backup))?.[1]);
    expect(expires - clock.now / 1000).toBe(4 * 3600);
    await daily.close();
  });

  it('is never the same as another to the same object', async () => {
    const links = [link, await freshLink(), await freshLink()];
    expect(new Set(links).size).toBe(3);
  });
});

describe('the control', () => {
  it('expires every link, and a new one works', async () => {
    cloud.control.expireLinks();
    expect((await fetchLink(link)).status).toBe(401);
    expect((await fetchLink(await freshLink())).status).toBe(200);
  });

  it('replaces an object by another of the same size', async () => {
    const before = await fetchLink(link);
    cloud.control.replaceObject('good');
    const after = await fetchLink(link);
    expect(after.body.length).toBe(SIZE);
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect(after.body.equals(before.body)).toBe(false);
    expect(crc64(after.body)).toBe(0n);
  });

  it('records requests without the link query', async () => {
    cloud.control.clearRequests();
    await fetchLink(link, { Range: 'bytes=10-19' });
    const [record] = cloud.control.requests();
    expect(record).toMatchObject({
      server: 'storage',
      method: 'GET',
      range: 'bytes=10-19',
      status: 206,
      sentBytes: 10,
    });
    expect(JSON.stringify(record)).not.toContain('Signature');
  });

  it('cuts answers under way, and keeps none when the client leaves', async () => {
    cloud.control.setPace(100_000);
    cloud.control.clearRequests();
    const cut = fetchLink(link);
    await expect.poll(() => cloud.control.requests().find(isStorage)?.sentBytes).toBeGreaterThan(0);
    cloud.control.cutConnections();
    expect((await cut).isWhole).toBe(false);
    const received = { bytes: 0 };
    const leave = openLink(link, {}, (total) => {
      received.bytes = total;
    });
    await expect.poll(() => received.bytes).toBeGreaterThan(0);
    leave();
    await expect.poll(() => cloud.control.openAnswers()).toBe(0);
    cloud.control.setPace(undefined);
  });
});

it('keeps the pace it is given, for each connection', async () => {
  const paced = await startPracticeCloud({
    bytesPerSecondPerConnection: 3_000_000,
    extraBackups: [{ backupId: 'paced', sizeBytes: SIZE }],
  });
  const backup = paced.backups.find(({ backupId }) => backupId === 'paced');
  if (backup === undefined) throw new Error('No backup.');
  const url = await linkTo(paced, backup);
  const startedAt = performance.now();
  await Promise.all([fetchLink(url), fetchLink(url)]);
  const seconds = (performance.now() - startedAt) / 1000;
  expect(seconds).toBeGreaterThan(0.4);
  expect(seconds).toBeLessThan(2);
  await paced.close();
});

it('closes with every connection, open answers included', async () => {
  const closing = await startPracticeCloud({ bytesPerSecondPerConnection: 1000 });
  const [backup] = closing.backups;
  if (backup === undefined) throw new Error('No backup.');
  const answer = fetchLink(await linkTo(closing, backup));
  await expect.poll(() => closing.control.requests().find(isStorage)?.sentBytes).toBeGreaterThan(0);
  await closing.close();
  expect((await answer).isWhole).toBe(false);
  await expect(fetchLink(closing.apiUrl)).rejects.toThrow('ECONNREFUSED');
});
