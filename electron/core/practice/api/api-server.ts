import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type OpenRecord, readableHeaders, readableParameters, type RequestLog } from '../request-log.ts';
import type { World } from '../world/world.ts';
import type { Gateway } from './gateway.ts';
import { createLinkFaults } from './link-faults.ts';
import { type Parameters, readParameters } from './parameters.ts';
import type { ApiFailure, PlannedFailures } from './planned-failures.ts';

const MOST_BODY_BYTES = 1024 * 1024;
const LINK_ACTIONS = new Set(['DescribeURedisBackupURL', 'DescribeUMemBackupURL']);

/** The API over HTTP: GET or POST to the root, form or JSON; business errors come with status 200. */
export function createApiServer(parts: {
  gateway: Gateway;
  world: World;
  failures: PlannedFailures;
  log: RequestLog;
}): Server {
  const linkFault = createLinkFaults();

  const plannedFailure = (parameters: Parameters): ApiFailure | undefined => {
    const action = parameters.get('Action') ?? '';
    const planned = parts.failures.take(action);
    if (planned !== undefined || !LINK_ACTIONS.has(action)) return planned;
    return linkFault(parts.world.backups().find(({ backupId }) => backupId === parameters.get('BackupId')));
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url = '/', headers } = request;
    const [path = '/', query = ''] = url.split(/\?(.*)/su);
    const record = parts.log.open({ server: 'api', method, path, headers: readableHeaders(headers) });
    response.setHeader('X-UCLOUD-REQUEST-UUID', randomUUID());
    const body = await readBody(request);
    if (path !== '/' || !['GET', 'POST'].includes(method)) return sendPage(response, record, 404);
    if (body === undefined) return sendPage(response, record, 413);
    const parameters = readParameters({ query, contentType: headers['content-type'] ?? '', body });
    if (parameters === undefined) return sendPage(response, record, 400);
    record.parameters = readableParameters(parameters);
    const failure = plannedFailure(parameters);
    if (failure !== undefined && failure.kind !== 'lostAnswer') {
      return fail(response, record, failure, parameters.get('Action') ?? '');
    }
    const channelKey = [headers['channel-key'] ?? ''].flat().join('');
    const { retCode, document } = parts.gateway(parameters, channelKey);
    if (failure !== undefined) return void response.destroy();
    return sendDocument(response, record, retCode, document);
  };

  return createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length <= MOST_BODY_BYTES) chunks.push(bytes);
  }
  return length <= MOST_BODY_BYTES ? Buffer.concat(chunks).toString('utf8') : undefined;
}

type InsteadOfAnswer = Exclude<ApiFailure, { kind: 'lostAnswer' }>;

function fail(response: ServerResponse, record: OpenRecord, failure: InsteadOfAnswer, action: string): void {
  switch (failure.kind) {
    case 'retCode': {
      const { retCode, message = 'Planned failure' } = failure;
      return sendDocument(response, record, retCode, {
        RetCode: retCode,
        Action: `${action}Response`,
        Message: message,
      });
    }
    case 'http':
      return sendPage(response, record, failure.status, failure.headers, failure.body);
    case 'cut':
      response.destroy();
      return undefined;
    case 'silence':
      return undefined;
  }
}

function sendDocument(response: ServerResponse, record: OpenRecord, retCode: number, document: object): void {
  record.retCode = retCode;
  send(response, record, 200, { 'Content-Type': 'application/json' }, JSON.stringify(document));
}

/** What a gateway in between says, in HTML. */
function sendPage(
  response: ServerResponse,
  record: OpenRecord,
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body = `<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center></body></html>\n`,
): void {
  send(response, record, status, { 'Content-Type': 'text/html', ...headers }, body);
}

function send(
  response: ServerResponse,
  record: OpenRecord,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): void {
  record.status = status;
  record.sentBytes = Buffer.byteLength(body);
  response.writeHead(status, { ...headers, 'Content-Length': `${record.sentBytes}` });
  response.end(body);
}
