import { app, session } from 'electron';
import { createChromiumTransport } from '../../electron/shell/chromium-transport.ts';
import { readJob, runJob } from './engine.ts';

/** One download with this engine on Chromium's network stack, as in the app but without a window. */
app.commandLine.appendSwitch('disable-gpu');
void app.whenReady().then(run);

async function run(): Promise<void> {
  const partition = session.fromPartition('bench', { cache: false });
  // The authority is made for this run and is in no store; TLS itself works as always.
  partition.setCertificateVerifyProc((_request, decide) => decide(0));
  try {
    await runJob(createChromiumTransport(partition), readJob());
  } finally {
    app.quit();
  }
}
