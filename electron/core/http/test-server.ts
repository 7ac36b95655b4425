import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';

export interface TestServer {
  readonly url: string;
  readonly port: number;
  /** What was asked, oldest first. */
  readonly requests: readonly IncomingMessage[];
  close(): Promise<void>;
}

/** A server on loopback for one test. */
export async function startTestServer(
  listener: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<TestServer> {
  const requests: IncomingMessage[] = [];
  const record: RequestListener = (request, response) => {
    requests.push(request);
    listener(request, response);
  };
  const server = http.createServer(record);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    port,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
