import { requestOneLink } from '#core/backups/links.ts';
import { systemClock } from '#core/clock.ts';
import { downloadFile } from '#core/downloads/download.ts';
import { createNodeTransport } from '#core/http/node-transport.ts';
import type { Logger } from '#core/ports.ts';
import { createUCloudClient } from '#core/ucloud/client.ts';
import { parseLink } from '#core/us3/link.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import { countReceived } from '../count-received.ts';
import { openCounter } from './counter.ts';

/** What one life of the downloading process is about. It comes as a message, so that no key is on a command line. */
export interface LifeTask {
  readonly apiUrl: string;
  readonly publicKey: string;
  readonly privateKey: string;
  readonly ref: BackupRef;
  readonly destination: string;
  readonly connections: number;
  /** Where the bytes of this life are counted. */
  readonly counterFile: string;
}

const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Downloads as the app does, from a signed API call to the finished file, until it is done or killed. */
async function live(task: LifeTask): Promise<void> {
  const { apiUrl, publicKey, privateKey, ref, destination, connections } = task;
  const transport = createNodeTransport();
  const client = createUCloudClient({ transport, clock: systemClock, logger: silent });
  const account = {
    apiUrl,
    channelKey: '',
    withCredential: async <T>(use: (credential: { publicKey: string; privateKey: string }) => T) =>
      use({ publicKey, privateKey }),
  };
  const counter = openCounter(task.counterFile);
  await downloadFile({
    transport: countReceived(transport, (bytes) => counter.add(bytes)),
    getLink: async () => {
      const { url } = await requestOneLink(client, account, ref, new AbortController().signal);
      return { url, expiresAt: parseLink(url).expiresAt };
    },
    destination,
    connections,
  });
  counter.close();
  transport.close();
}

process.once('message', (task: LifeTask) => {
  process.disconnect();
  // A rejection ends the process with its stack, which is what the soak reports.
  void live(task);
});
