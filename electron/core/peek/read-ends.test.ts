import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { createLinkHolder, type DownloadLink } from '../downloads/link-holder.ts';
import { objectAnswer, startTestStorage, statusAnswer, testBytes, type Answer } from '../downloads/test-storage.ts';
import { createNodeTransport } from '../http/node-transport.ts';
import type { TestServer } from '../http/test-server.ts';
import { HEAD_BYTES, readEnds, TAIL_BYTES, type ObjectEnds } from './read-ends.ts';

const FILE = testBytes(3_000_000);
let storage: TestServer | undefined;

afterEach(async () => {
  await storage?.close();
});

/** Reads the ends of what a storage answers in this order; `links` as they are issued, the same one by itself. */
async function readFrom(answers: readonly Answer[], links?: readonly string[]): Promise<ObjectEnds> {
  storage = await startTestStorage(answers);
  const { url } = storage;
  const issued = [...(links ?? ['', ''])];
  const getLink = (): Promise<DownloadLink> =>
    Promise.resolve({ url: `${url}object?Signature=${issued.shift() ?? 'none'}`, expiresAt: null });
  return readEnds({
    transport: createNodeTransport(),
    links: createLinkHolder({ getLink, now: () => Date.now() }),
    clock: systemClock,
    signal: new AbortController().signal,
  });
}

const ranges = (): (string | undefined)[] => storage?.requests.map(({ headers }) => headers.range) ?? [];

test('two small ranges are all that is asked of a large file', async () => {
  const ends = await readFrom([objectAnswer(FILE)]);
  expect(ends).toMatchObject({ totalBytes: FILE.length, isWhole: false });
  expect(Buffer.from(ends.head)).toEqual(FILE.subarray(0, HEAD_BYTES));
  expect(Buffer.from(ends.tail ?? [])).toEqual(FILE.subarray(-TAIL_BYTES));
  expect(ranges()).toEqual([`bytes=0-65535`, `bytes=${FILE.length - 16}-${FILE.length - 1}`]);
});

test('a file shorter than the head needs one range', async () => {
  const small = FILE.subarray(0, 1000);
  const ends = await readFrom([objectAnswer(small)]);
  expect(ends).toMatchObject({ totalBytes: 1000, isWhole: true, tail: null });
  expect(ends.head.length).toBe(1000);
  expect(ranges()).toHaveLength(1);
});

test('of a whole file in answer to a range only the beginning is taken, and the connection is closed', async () => {
  let closed: (() => void) | undefined;
  const isClosed = new Promise<void>((resolve) => (closed = resolve));
  let sentBytes = 0;
  const endless: Answer = (request, response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': '64000000000' });
    const chunk = testBytes(65_536);
    const send = (): void => {
      while (!response.destroyed && response.write(chunk)) sentBytes += chunk.length;
    };
    response.on('drain', send);
    request.socket.once('close', () => closed?.());
    send();
  };
  const ends = await readFrom([endless]);
  await isClosed;
  expect(ends).toMatchObject({ totalBytes: 64_000_000_000, tail: null, isWhole: false });
  expect(ends.head.length).toBe(HEAD_BYTES);
  // What was in the sockets' buffers; the rest was never sent.
  expect(sentBytes).toBeLessThan(32_000_000);
  expect(storage?.requests).toHaveLength(1);
});

test('a part that does not say which one it is proves nothing: the beginning of the whole is taken instead', async () => {
  const unnamed: Answer = (_request, response) => response.writeHead(206).end(FILE.subarray(5, 5 + HEAD_BYTES));
  const ends = await readFrom([unnamed, objectAnswer(FILE)]);
  expect(Buffer.from(ends.head)).toEqual(FILE.subarray(0, HEAD_BYTES));
  expect(ranges()).toEqual([`bytes=0-65535`, undefined]);
  expect(ends).toMatchObject({ totalBytes: FILE.length, tail: null });
});

test('nothing is believed of a storage that never says which part it sends', async () => {
  const unnamed: Answer = (_request, response) => response.writeHead(206).end(FILE);
  await expect(readFrom([unnamed])).rejects.toMatchObject({ code: 'rangeMismatch' });
});

test('a part that begins elsewhere is not taken for the head', async () => {
  const shifted = objectAnswer(FILE, { headers: { 'content-range': `bytes 4096-69631/${FILE.length}` } });
  const ends = await readFrom([shifted, objectAnswer(FILE)]);
  expect(Buffer.from(ends.head)).toEqual(FILE.subarray(0, HEAD_BYTES));
});

test('an empty object is told by its 416', async () => {
  const ends = await readFrom([statusAnswer(416, '', { 'content-range': 'bytes */0' })]);
  expect(ends).toMatchObject({ totalBytes: 0, isWhole: true });
  expect(ends.head.length).toBe(0);
});

test('a 416 that explains nothing is followed by a question without a range', async () => {
  const ends = await readFrom([statusAnswer(416), objectAnswer(FILE.subarray(0, 500))]);
  expect(ends).toMatchObject({ totalBytes: 500, isWhole: true });
});

test('a page, an encoded body and a refusal are errors with their own names', async () => {
  const page = statusAnswer(200, '<html></html>', { 'content-type': 'text/html' });
  await expect(readFrom([page])).rejects.toMatchObject({ code: 'notABackup' });
  await storage?.close();
  const encoded = objectAnswer(FILE, { headers: { 'content-encoding': 'gzip' } });
  await expect(readFrom([encoded])).rejects.toMatchObject({ code: 'encodedBody' });
  await storage?.close();
  await expect(readFrom([statusAnswer(404)])).rejects.toMatchObject({ code: 'objectMissing' });
});

test('a refused link is renewed once, then the refusal stands', async () => {
  const refusal = statusAnswer(401, '{"RetCode":-148654,"ErrMsg":"request has expired"}');
  const ends = await readFrom([refusal, objectAnswer(FILE)], ['old', 'new']);
  expect(ends.totalBytes).toBe(FILE.length);
  expect(storage?.requests.map(({ url }) => url)).toEqual([
    '/object?Signature=old',
    '/object?Signature=new',
    '/object?Signature=new',
  ]);
  await storage?.close();
  await expect(readFrom([refusal], ['old', 'new'])).rejects.toMatchObject({ code: 'linkExpired' });
  expect(storage?.requests).toHaveLength(2);
});

test('an object that is replaced between the two ends is noticed', async () => {
  const other = objectAnswer(testBytes(FILE.length, 'b'));
  await expect(readFrom([objectAnswer(FILE), other])).rejects.toMatchObject({ code: 'objectChanged' });
});

test('a head that breaks off is no head', async () => {
  await expect(readFrom([objectAnswer(FILE, { cutAfter: 1000 })])).rejects.toMatchObject({ code: 'connectionLost' });
});

test('a redirect out of https or into a network is not followed', async () => {
  const away = statusAnswer(302, '', { location: 'http://10.0.0.1/object' });
  await expect(readFrom([away])).rejects.toMatchObject({ code: 'redirectRefused' });
});
