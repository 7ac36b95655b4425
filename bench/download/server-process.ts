import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { ServerLinks, ServerTask } from './server.ts';

export interface RunningServer {
  /** Throws for a size it was not started with. */
  linkTo(sizeBytes: number): string;
  close(): Promise<void>;
}

export async function startServer(task: ServerTask): Promise<RunningServer> {
  const server = fork(path.join(import.meta.dirname, 'server.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  server.send(task);
  const links = await new Promise<ServerLinks>((resolve, reject) => {
    server.once('message', (message: ServerLinks) => resolve(message));
    server.once('exit', () => reject(new Error('The storage did not start.')));
  });
  return {
    linkTo(sizeBytes) {
      const link = links[sizeBytes];
      if (link === undefined) throw new Error(`There is no object of ${sizeBytes} bytes.`);
      return link;
    },
    async close() {
      const ended = once(server, 'exit');
      server.disconnect();
      await ended;
    },
  };
}
