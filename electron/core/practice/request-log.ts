/** What a server of the practice cloud was asked. Secrets are not in it. */
export interface RecordedRequest {
  readonly server: 'api' | 'storage';
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Lower-case names; authorization and channel keys are masked. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of an API call, keys and signature left out; empty for the storage. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The Range header, empty when there was none. */
  readonly range: string;
  /** 0 until it is answered. */
  readonly status: number;
  /** RetCode of the answer, 0 for success. */
  readonly retCode: number;
  readonly sentBytes: number;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
export type OpenRecord = Writable<RecordedRequest>;

export interface RequestLog {
  /** Opens an entry; whoever answers fills it in. */
  open(request: Pick<RecordedRequest, 'server' | 'method' | 'path' | 'headers'>): OpenRecord;
  all(): readonly RecordedRequest[];
  clear(): void;
}

const MOST_ENTRIES = 5000;

export function createRequestLog(): RequestLog {
  let entries: OpenRecord[] = [];
  return {
    open(request) {
      const entry = {
        ...request,
        parameters: {},
        range: request.headers['range'] ?? '',
        status: 0,
        retCode: 0,
        sentBytes: 0,
      };
      entries.push(entry);
      if (entries.length > MOST_ENTRIES) entries.shift();
      return entry;
    },
    all: () => entries,
    clear() {
      entries = [];
    },
  };
}

const MASKED_HEADERS = new Set(['authorization', 'channel-key', 'cookie']);
const SECRET_PARAMETERS = new Set(['PublicKey', 'Signature', 'SecurityToken']);

export function readableHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      MASKED_HEADERS.has(name) ? '***' : [value].flat().join(', '),
    ]),
  );
}

export function readableParameters(parameters: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...parameters].filter(([name]) => !SECRET_PARAMETERS.has(name)));
}
