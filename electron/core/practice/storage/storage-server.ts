import { randomUUID } from 'node:crypto';
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import https from 'node:https';
import { type OpenRecord, readableHeaders, type RequestLog } from '../request-log.ts';
import { sendSpan } from './body.ts';
import { answerInstead, type ShortAnswer, withoutMoved } from './fault-answers.ts';
import { flowOf } from './fault-flow.ts';
import { bendPlan } from './fault-plans.ts';
import { isRefusal, type Links, type LinkState, REFUSAL, type StorageRefusal } from './links.ts';
import type { Objects, StorageObject } from './objects.ts';
import { planBody } from './plan.ts';

interface StorageParts {
  readonly links: Links;
  readonly objects: Objects;
  readonly log: RequestLog;
  readonly bytesPerSecond: () => number | undefined;
  /** Serves https with it; plain http when absent. */
  readonly tls: StorageCertificate | undefined;
}

/** A certificate and its key, both PEM. */
export interface StorageCertificate {
  readonly key: string;
  readonly cert: string;
}

export interface StorageServer {
  readonly server: http.Server | https.Server;
  /** Answers under way. */
  openAnswers(): number;
  /** Cuts every answer under way. */
  cutAll(): void;
}

/** The object storage: hands out objects to whoever holds a link that is good, as US3 does, faults aside. */
export function createStorageServer(parts: StorageParts): StorageServer {
  const open = new Map<ServerResponse, LinkState | undefined>();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url = '/', headers } = request;
    const [path = '/', query = ''] = url.split(/\?(.*)/su);
    const record = parts.log.open({ server: 'storage', method, path, headers: readableHeaders(headers) });
    response.setHeader('X-SessionId', randomUUID());
    const key = readKey(path);
    const verdict = isKnownBucket(headers.host ?? '')
      ? parts.links.check({ method, key, query, headers })
      : REFUSAL.noBucket;
    if (isRefusal(verdict)) return sendShort(response, record, refusalAnswer(verdict));
    verdict.requestCount += 1;
    open.set(response, verdict);
    const object = parts.objects.find(key);
    if (object === undefined) return sendShort(response, record, refusalAnswer(REFUSAL.noFile));
    const { fault, faultParameters: parameters } = object.backup;
    const host = headers.host ?? '';
    const instead = answerInstead(fault, { parameters, link: verdict, host, path, query });
    if (instead !== undefined) return sendShort(response, record, instead);
    return sendObject(request, response, { record, object, link: verdict, key });
  };

  const sendObject = async (
    { headers }: IncomingMessage,
    response: ServerResponse,
    exchange: { record: OpenRecord; object: StorageObject; link: LinkState; key: string },
  ): Promise<void> => {
    const { record, object, link, key } = exchange;
    const { fault, faultParameters: parameters, sizeBytes } = object.backup;
    const etag = await object.etag();
    const sound = planBody({ headers, sizeBytes, etag, bytesPerSecond: parts.bytesPerSecond() });
    const plan = bendPlan(fault, sound, { parameters, sizeBytes });
    const flow = flowOf(fault, parameters, link, object.isReplacement);
    record.status = plan.status;
    response.writeHead(plan.status, plan.headers);
    response.flushHeaders();
    const end = await sendSpan(response, plan, object.source, flow, (bytes) => {
      record.sentBytes += bytes;
      link.sentBytes += bytes;
      object.sentBytes += bytes;
    });
    if (object.sentBytes >= sizeBytes) object.isReplacement = false;
    if (end === 'closed') return;
    if (end === 'struck' && flow?.end === 'silence') link.hasFired = true;
    else if (end === 'struck') strike(flow?.end ?? 'cut', response, link, key);
    else if (plan.isCutAtEnd) response.destroy();
    else response.end();
  };

  const strike = (end: string, response: ServerResponse, link: LinkState, key: string): void => {
    link.hasFired = true;
    if (end === 'expire') link.isRevoked = true;
    if (end === 'replace') parts.objects.replace(key);
    const affected = end === 'cut' ? [response] : [...open].filter(([, one]) => one === link).map(([one]) => one);
    for (const one of affected) one.destroy();
  };

  const listener: RequestListener = (request, response) => {
    request.resume();
    open.set(response, undefined);
    response.once('close', () => open.delete(response));
    // A failure here is ours; the client sees a cut connection.
    answer(request, response).catch(() => response.destroy());
  };
  const server = parts.tls === undefined ? http.createServer(listener) : https.createServer(parts.tls, listener);

  return {
    server,
    openAnswers: () => open.size,
    cutAll() {
      for (const response of open.keys()) response.destroy();
    },
  };
}

/** The bucket is the host's first label; an address or plain localhost stands for the one bucket there is. */
function isKnownBucket(host: string): boolean {
  return !host.replace(/:\d+$/u, '').endsWith('.localhost');
}

function readKey(path: string): string {
  try {
    return decodeURIComponent(withoutMoved(path).slice(1));
  } catch {
    return '';
  }
}

function refusalAnswer({ status, retCode, message }: StorageRefusal): ShortAnswer & { retCode: number } {
  const body = JSON.stringify({ RetCode: retCode, ErrMsg: message });
  return { status, headers: { 'Content-Type': 'application/json' }, body, retCode };
}

function sendShort(response: ServerResponse, record: OpenRecord, answer: ShortAnswer & { retCode?: number }): void {
  record.status = answer.status;
  record.retCode = answer.retCode ?? 0;
  record.sentBytes = Buffer.byteLength(answer.body);
  response.writeHead(answer.status, { ...answer.headers, 'Content-Length': `${record.sentBytes}` });
  response.end(answer.body);
}
