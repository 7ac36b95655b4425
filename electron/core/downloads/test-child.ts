import { createNodeTransport } from '../http/node-transport.ts';
import { readBeginning } from '../http/read-body.ts';
import { downloadFile } from './download.ts';

/**
 * A process that downloads one file and may be killed at any moment: `node test-child.ts <link source> <destination>
 * [connections]`. The link source answers `{ "url": …, "expiresAt": … }` whenever a link is needed. Writes a line
 * `bytes <received>` when bytes have come, then `done <ETag outcome>` or `failed <code>`.
 */
const [linkSource = '', destination = '', connections = '6'] = process.argv.slice(2);
const transport = createNodeTransport();

const getLink = async (): Promise<{ url: string; expiresAt: number | null }> => {
  const request = { method: 'GET', url: linkSource, headTimeoutMs: 5000, idleTimeoutMs: 5000 } as const;
  const { body } = await transport.request(request, new AbortController().signal);
  return JSON.parse(Buffer.from(await readBeginning(body, 10_000)).toString());
};
const say = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  const { checks } = await downloadFile({
    transport,
    getLink,
    destination,
    connections: Number(connections),
    onProgress: ({ receivedBytes }) => say(`bytes ${receivedBytes}`),
  });
  say(`done ${checks.find(({ name }) => name === 'etag')?.outcome ?? ''}`);
} catch (error) {
  say(`failed ${error instanceof Error ? error.message : ''}`);
} finally {
  transport.close();
}
