import { app, session } from 'electron';
import { spreadRequests } from '#core/http/spread-requests.ts';
import { createChromiumTransport } from '../../electron/shell/chromium-transport.ts';
import { CONNECTIONS_PER_HOST } from '../../electron/shell/network-sessions.ts';
import { readJob, runJob } from './engine.ts';

/** One download with this engine on Chromium's network stack, as in the app but without a window. */
app.commandLine.appendSwitch('disable-gpu');
void app.whenReady().then(run);

async function run(): Promise<void> {
  const transport = spreadRequests((index) => {
    const partition = session.fromPartition(`bench-${index}`, { cache: false });
    // The authority is made for this run and is in no store; TLS itself works as always.
    partition.setCertificateVerifyProc((_request, decide) => decide(0));
    return createChromiumTransport(partition);
  }, CONNECTIONS_PER_HOST);
  try {
    await runJob(transport, readJob());
  } finally {
    app.quit();
  }
}
