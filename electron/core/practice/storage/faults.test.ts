import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crc64 } from '../../rdb/crc64.ts';
import { classifyEtag, createEtag } from '../../us3/etag.ts';
import type { FaultName, FaultParameters } from '../faults.ts';
import { type PracticeCloud, startPracticeCloud } from '../server.ts';
import { type Answer, fetchLink, linkTo, openLink } from '../test-client.ts';

const SIZE = 3_000_000;
const AFTER = 1_000_000;
const clock = { now: Date.UTC(2026, 10, 24, 12) };
let cloud: PracticeCloud;

const SMALL: Partial<Record<FaultName, FaultParameters>> = {
  'drops-once': { afterBytes: AFTER },
  'drops-repeatedly': { afterBytes: AFTER },
  stalls: { afterBytes: AFTER },
  'expires-midway': { afterBytes: AFTER },
  'changes-midway': { afterBytes: AFTER },
};
const FAULTY: readonly FaultName[] = [
  'drops-once',
  'drops-repeatedly',
  'stalls',
  'slow',
  'expires-midway',
  'valid-for-seconds',
  'ignores-range',
  'wrong-content-range',
  'length-too-long',
  'length-too-short',
  'shorter-body',
  'changes-midway',
  'no-etag',
  'md5-etag',
  'gzip',
  'redirect-same-host',
  'redirect-other-host',
  'redirect-loop',
  'html-page',
  'busy-429',
  'errors-500',
  'errors-503',
  'corrupt',
  'object-missing',
  'link-damaged',
];

beforeAll(async () => {
  const extraBackups = FAULTY.map((fault) => ({
    backupId: `small-${fault}`,
    sizeBytes: SIZE,
    fault,
    faultParameters: SMALL[fault] ?? {},
  }));
  cloud = await startPracticeCloud({ now: () => clock.now, extraBackups });
});
afterAll(() => cloud.close());

async function freshLink(fault: FaultName): Promise<string> {
  const backup = cloud.backups.find(({ backupId }) => backupId === `small-${fault}`);
  if (backup === undefined) throw new Error('No such backup.');
  return linkTo(cloud, backup);
}

const from = (start: number) => ({ Range: `bytes=${start}-` });
const end = SIZE - 1;

/** Follows the link from the byte where it broke, so often at most. */
async function readAll(url: string, times: number): Promise<Buffer> {
  let body = Buffer.alloc(0);
  for (let time = 0; time < times && body.length < SIZE; time += 1)
    body = Buffer.concat([body, (await fetchLink(url, from(body.length))).body]);
  return body;
}

const hop = async (url: string): Promise<string> => {
  const { status, headers } = await fetchLink(url, from(0));
  expect(status).toBe(302);
  return new URL(headers.location ?? '', url).href;
};

describe('a fault', () => {
  it('drops-once: cuts the first connection after exactly so many bytes, and no other', async () => {
    const url = await freshLink('drops-once');
    const first = await fetchLink(url);
    expect([first.status, first.isWhole, first.body.length]).toEqual([200, false, AFTER]);
    const rest = await fetchLink(url, from(AFTER));
    expect(rest.isWhole).toBe(true);
    expect(crc64(Buffer.concat([first.body, rest.body]))).toBe(0n);
    expect((await fetchLink(await freshLink('drops-once'))).isWhole).toBe(false);
  });

  it('drops-repeatedly: cuts each connection, and still gets there piece by piece', async () => {
    const url = await freshLink('drops-repeatedly');
    expect((await fetchLink(url)).body.length).toBe(AFTER);
    expect(crc64(await readAll(url, 3))).toBe(0n);
  });

  it('stalls: falls silent with the connection open, once', async () => {
    const url = await freshLink('stalls');
    const received = { bytes: 0 };
    const leave = openLink(url, {}, (total) => {
      received.bytes = total;
    });
    await expect.poll(() => received.bytes).toBe(AFTER);
    expect(cloud.control.openAnswers()).toBe(1);
    expect((await fetchLink(url, from(AFTER))).body.length).toBe(SIZE - AFTER);
    expect(received.bytes).toBe(AFTER);
    leave();
    await expect.poll(() => cloud.control.openAnswers()).toBe(0);
  });

  it('slow: keeps each connection to its pace', async () => {
    const url = await freshLink('slow');
    const startedAt = performance.now();
    const starts = Array.from({ length: 8 }, (_, at) => at * 200_000);
    await Promise.all(starts.map((start) => fetchLink(url, { Range: `bytes=${start}-${start + 199_999}` })));
    const seconds = (performance.now() - startedAt) / 1000;
    expect(seconds).toBeGreaterThan(0.15);
    expect(seconds).toBeLessThan(1.4);
  });

  it('expires-midway: cuts every connection of the link, which answers 401 from then on', async () => {
    const url = await freshLink('expires-midway');
    const both = await Promise.all([fetchLink(url, from(0)), fetchLink(url, from(2_000_000))]);
    expect(both.map(({ isWhole }) => isWhole)).toEqual([false, false]);
    expect((both[0]?.body.length ?? 0) + (both[1]?.body.length ?? 0)).toBeLessThanOrEqual(AFTER);
    const refused = await fetchLink(url, from(AFTER));
    expect(refused.status).toBe(401);
    expect(refused.body.toString()).toContain('request expired');
    expect((await fetchLink(await freshLink('expires-midway'), from(2_500_000))).isWhole).toBe(true);
  });

  it('valid-for-seconds: expires by the clock in five seconds', async () => {
    const url = await freshLink('valid-for-seconds');
    expect((await fetchLink(url)).status).toBe(200);
    clock.now += 5000;
    expect((await fetchLink(url)).status).toBe(401);
  });

  it('ignores-range: answers 200 with the whole file', async () => {
    const { status, headers, body } = await fetchLink(await freshLink('ignores-range'), from(10));
    expect([status, headers['content-range'], body.length]).toEqual([200, undefined, SIZE]);
    expect(crc64(body)).toBe(0n);
  });

  it('wrong-content-range: sends a part that starts elsewhere, and says so', async () => {
    const url = await freshLink('wrong-content-range');
    const later = await fetchLink(url, from(0));
    expect(later.headers['content-range']).toBe(`bytes 4096-${end}/${SIZE}`);
    const earlier = await fetchLink(url, { Range: 'bytes=100000-199999' });
    expect(earlier.headers['content-range']).toBe(`bytes 95904-199999/${SIZE}`);
    expect(earlier.body.equals(later.body.subarray(95_904 - 4096, 200_000 - 4096))).toBe(true);
    expect(crc64((await fetchLink(url)).body)).toBe(0n);
  });

  it('length-too-long: promises more than there is, and is cut at the real end', async () => {
    const url = await freshLink('length-too-long');
    const { headers, body, isWhole } = await fetchLink(url, from(0));
    expect(headers['content-range']).toBe(`bytes 0-${end + 65_536}/${SIZE + 65_536}`);
    expect([headers['content-length'], body.length, isWhole]).toEqual([`${SIZE + 65_536}`, SIZE, false]);
    expect((await fetchLink(url, { Range: 'bytes=0-9' })).isWhole).toBe(true);
  });

  it('length-too-short: sends less than Content-Range says', async () => {
    const { headers, body, isWhole } = await fetchLink(await freshLink('length-too-short'), from(0));
    expect(headers['content-range']).toBe(`bytes 0-${end}/${SIZE}`);
    expect([headers['content-length'], body.length, isWhole]).toEqual([`${SIZE - 65_536}`, SIZE - 65_536, true]);
    expect(crc64(await readAll(await freshLink('length-too-short'), 3))).toBe(0n);
  });

  it('shorter-body: ends early without a length, as if all were well', async () => {
    const { headers, body, isWhole } = await fetchLink(await freshLink('shorter-body'), from(0));
    expect([headers['content-length'], body.length, isWhole]).toEqual([undefined, SIZE - 65_536, true]);
    expect(headers['content-range']).toBe(`bytes 0-${end}/${SIZE}`);
  });

  it('changes-midway: is another object after some bytes, and stays it until it was read whole', async () => {
    const url = await freshLink('changes-midway');
    const before = await fetchLink(url);
    expect([before.isWhole, before.body.length]).toEqual([false, AFTER]);
    const rest = await fetchLink(url, from(AFTER));
    expect(rest.headers.etag).not.toBe(before.headers.etag);
    expect(crc64(Buffer.concat([before.body, rest.body]))).not.toBe(0n);
    const whole = await fetchLink(await freshLink('changes-midway'));
    expect([whole.isWhole, whole.headers.etag, crc64(whole.body)]).toEqual([true, rest.headers.etag, 0n]);
    expect((await fetchLink(await freshLink('changes-midway'))).isWhole).toBe(false);
  });

  it('no-etag and md5-etag: give nothing to compare', async () => {
    expect((await fetchLink(await freshLink('no-etag'))).headers.etag).toBeUndefined();
    const { headers } = await fetchLink(await freshLink('md5-etag'));
    expect(headers.etag).toMatch(/^"[\da-f]{32}"$/u);
    expect(classifyEtag(headers.etag, SIZE).kind).toBe('foreign');
  });

  it('gzip: compresses though identity was asked for', async () => {
    const headers = { 'Accept-Encoding': 'identity', ...from(5) };
    const answer = await fetchLink(await freshLink('gzip'), headers);
    expect([answer.status, answer.headers['content-encoding'], answer.isWhole]).toEqual([200, 'gzip', true]);
    expect(answer.headers['content-length']).toBeUndefined();
    expect(crc64(gunzipSync(answer.body))).toBe(0n);
  });

  it('redirect-same-host and redirect-other-host: lead to the object in one step', async () => {
    const same = await freshLink('redirect-same-host');
    const moved = await hop(same);
    expect(new URL(moved).host).toBe(new URL(same).host);
    expect(crc64((await fetchLink(moved)).body)).toBe(0n);
    const elsewhere = await hop(await freshLink('redirect-other-host'));
    expect(new URL(elsewhere).hostname).toBe('localhost');
    expect(crc64((await fetchLink(elsewhere)).body)).toBe(0n);
  });

  it('redirect-loop: comes back to where it was', async () => {
    const first = await hop(await freshLink('redirect-loop'));
    const second = await hop(first);
    expect(second).not.toBe(first);
    expect(await hop(second)).toBe(first);
  });

  it('html-page: is a page with status 200', async () => {
    const { status, headers, body } = await fetchLink(await freshLink('html-page'), from(0));
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body.toString()).toContain('Sign in');
  });

  it.each([
    ['busy-429', [429, 429, 206]],
    ['errors-500', [500, 500, 500, 206]],
    ['errors-503', [503, 503, 503, 206]],
  ] as const)('%s: answers %j', async (fault, statuses) => {
    const url = await freshLink(fault);
    const answers: Answer[] = [];
    for (const _ of statuses) answers.push(await fetchLink(url, from(0)));
    expect(answers.map(({ status }) => status)).toEqual(statuses);
    expect(answers[0]?.headers['retry-after']).toBe(fault === 'busy-429' ? '2' : undefined);
  });

  it('corrupt: is whole by length and ETag, and wrong by its checksum', async () => {
    const { headers, body } = await fetchLink(await freshLink('corrupt'));
    const etag = createEtag();
    etag.update(body);
    expect([body.length, headers.etag]).toEqual([SIZE, `"${etag.digest()}"`]);
    expect(crc64(body)).not.toBe(0n);
  });

  it('object-missing and link-damaged: are refused with 404 and 403', async () => {
    const missing = await fetchLink(await freshLink('object-missing'));
    expect([missing.status, missing.body.toString()]).toEqual([404, '{"RetCode":-148654,"ErrMsg":"file not exist"}']);
    expect((await fetchLink(await freshLink('link-damaged'))).status).toBe(403);
  });
});
