import { AppError, isAppError, type ErrorCode } from '#shared/errors.ts';
import type { Clock, Logger, Transport, TransportRequest, TransportResponse } from '../ports.ts';
import { readAnswer, type Outcome } from './answer.ts';
import { encodeForm } from './form.ts';
import { parseRetryAfterMs } from '../http/retry-after.ts';
import { MAX_TRIES, waitBeforeRetryMs } from './retry.ts';
import { flattenParams, signParams, type Credential, type Params } from './sign.ts';

const DEFAULT_TIMEOUT_MS = 30_000;
const LARGEST_BODY_BYTES = 8 * 1024 * 1024;
/** No further try begins after this time: four silent timeouts in a row would keep a person waiting for minutes. */
const RETRY_WINDOW_MS = 60_000;

const TRANSIENT_FAULTS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'dnsFailed',
  'connectionRefused',
  'connectionLost',
  'timeout',
]);

/** Whom to ask, and with whose key. */
export interface ApiAccount {
  /** Base URL, as `resolveCloud` answers it. */
  apiUrl: string;
  /** Empty for none. */
  channelKey: string;
  /** Opens the credential for the moment a request is signed. `use` must be done with it when it returns. */
  withCredential<T>(use: (credential: Credential) => T): Promise<T>;
}

interface CallOptions {
  signal: AbortSignal;
  /** The call changes nothing, so it may be sent again. */
  isRead: boolean;
}

export interface UCloudClient {
  /**
   * Makes one signed call and answers the parsed object, whose RetCode is 0. Parameters may be nested; empty ones are
   * left out. Throws AppError: `apiRefused` (params.retCode), `tokenExpired`, `apiHttpError`, `apiUnreadable`, `apiRedirected`, the
   * network codes, `cancelled`, and whatever opening the credential throws.
   */
  call(account: ApiAccount, action: string, params: Params, options: CallOptions): Promise<Record<string, unknown>>;
}

interface ClientDependencies {
  transport: Transport;
  clock: Clock;
  logger: Logger;
  /** A number in [0, 1). */
  random?: () => number;
  /** For the response head; also the longest silence of its body. */
  timeoutMs?: number;
  userAgent?: string;
}

/** One call, signed: the same bytes go out with every try, as nothing in the signature depends on time. */
interface SignedCall {
  account: ApiAccount;
  action: string;
  body: string;
  isRead: boolean;
  secrets: readonly string[];
  hasSecurityToken: boolean;
}

type Attempt = Outcome & { retryAfterMs: number | null };

export function createUCloudClient(dependencies: ClientDependencies): UCloudClient {
  const { transport, clock, logger, random = Math.random } = dependencies;
  const { timeoutMs = DEFAULT_TIMEOUT_MS, userAgent = 'Backhaul' } = dependencies;

  const requestOf = ({ account, body, isRead }: SignedCall): TransportRequest => ({
    method: 'POST',
    url: account.apiUrl,
    headers: {
      accept: 'application/json',
      // A compressed body would have to be limited twice.
      'accept-encoding': 'identity',
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': userAgent,
      'u-timestamp-ms': String(clock.now()),
      ...(account.channelKey === '' ? {} : { 'channel-key': account.channelKey }),
    },
    body,
    isSentOnce: !isRead,
    headTimeoutMs: timeoutMs,
    idleTimeoutMs: timeoutMs,
  });

  const attempt = async (call: SignedCall, signal: AbortSignal): Promise<Attempt> => {
    try {
      const { status, headers, body } = await transport.request(requestOf(call), signal);
      const { action, account, secrets, hasSecurityToken } = call;
      const host = new URL(account.apiUrl).host;
      const text = await readText(body);
      const outcome = readAnswer({ status, headers, text, action, host, secrets, hasSecurityToken });
      return { ...outcome, retryAfterMs: parseRetryAfterMs(headers['retry-after'], clock.now()) };
    } catch (error) {
      return { ok: false, ...networkFault(error, call), retryAfterMs: null };
    }
  };

  return {
    async call(account, action, params, { signal, isRead }) {
      const call = { ...(await sign(account, action, params)), isRead };
      const startedAt = clock.now();
      for (let triesMade = 1; ; triesMade += 1) {
        const outcome = await attempt(call, signal);
        if (outcome.ok) return outcome.answer;
        const isLast = triesMade >= MAX_TRIES || clock.now() - startedAt >= RETRY_WINDOW_MS;
        if (!isRead || !outcome.isTransient || isLast) throw outcome.error;
        const waitMs = waitBeforeRetryMs(triesMade, outcome.retryAfterMs, random());
        logger.info('api.retry', { action, triesMade, waitMs, code: outcome.error.code });
        await clock.sleep(waitMs, signal);
      }
    },
  };
}

async function sign(account: ApiAccount, action: string, params: Params): Promise<Omit<SignedCall, 'isRead'>> {
  const flat = flattenParams({ ...params, Action: action });
  const signed = await account.withCredential((credential) => signParams(flat, credential));
  const secrets = ['PublicKey', 'Signature', 'SecurityToken'].map((name) => signed[name] ?? '');
  return { account, action, body: encodeForm(signed), secrets, hasSecurityToken: 'SecurityToken' in signed };
}

/** Adds what was asked of whom to an error of the transport. Anything that is no AppError is a defect and passes through. */
function networkFault(error: unknown, call: SignedCall): { error: AppError; isTransient: boolean } {
  if (!isAppError(error)) throw error;
  const { code, params, ...rest } = error.data;
  const host = new URL(call.account.apiUrl).host;
  const told = new AppError(code, { ...rest, params: { host, ...params, action: call.action }, cause: error });
  return { error: told, isTransient: TRANSIENT_FAULTS.has(code) };
}

async function readText(body: TransportResponse['body']): Promise<string> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    sizeBytes += chunk.byteLength;
    if (sizeBytes > LARGEST_BODY_BYTES) throw new AppError('apiUnreadable', { detail: 'The answer exceeds 8 MiB.' });
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
