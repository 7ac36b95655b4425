import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { reach } from './reach.ts';

async function listening(): Promise<{ port: number; received: () => number; close: () => Promise<void> }> {
  let received = 0;
  const server = createServer((socket) => {
    socket.on('data', (chunk) => {
      received += chunk.byteLength;
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    received: () => received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

test('a host that accepts connections is reachable, and is told nothing', async () => {
  const { port, received, close } = await listening();
  const { outcome, afterMs } = await reach(`http://127.0.0.1:${port}/g/b?Signature=made-up`, systemClock);
  await close();
  expect(outcome).toBe('reachable');
  expect(afterMs).toBeGreaterThanOrEqual(0);
  expect(received()).toBe(0);
});

test('a port nobody listens on is refused', async () => {
  const { port, close } = await listening();
  await close();
  expect((await reach(`http://127.0.0.1:${port}/`, systemClock)).outcome).toBe('refused');
});

test('a name nobody knows is said so', async () => {
  expect((await reach('http://no-such-host.invalid/', systemClock)).outcome).toBe('unknownName');
});
