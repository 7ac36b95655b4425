import { AppError } from '#shared/errors.ts';
import { redact } from '../logging/redact.ts';
import { meaningOf } from './error-catalogue.ts';

const LONGEST_DETAIL = 500;
/** UCloud API docs, public.md: the token does not exist. A call without one is told so about its channel key. */
const TOKEN_UNKNOWN = 174;
const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** What came back over HTTP, with all that is needed to talk about it. */
interface RawAnswer {
  status: number;
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  text: string;
  action: string;
  /** The API's host, for the error's sentence. */
  host: string;
  /** Texts the server might echo and nobody must see. */
  secrets: readonly string[];
  /** Whether the call was signed with temporary keys. */
  hasSecurityToken: boolean;
}

/** `isTransient`: a read call may be sent again. */
export type Outcome =
  | { ok: true; answer: Record<string, unknown> }
  | { ok: false; error: AppError; isTransient: boolean };

/**
 * Judges an answer. Errors of the API come with HTTP 200 and a RetCode (UCloud API docs, public.md); gateways before it
 * answer HTML with a status of their own. The `Action` of an answer is never looked at: some have a typing error in it.
 */
export function readAnswer(raw: RawAnswer): Outcome {
  const { status } = raw;
  if (status >= 300 && status < 400) return failed('apiRedirected', raw, locationOf(raw));
  const answer = parseObject(raw.text);
  const retCode = parseRetCode(answer?.['RetCode']);
  if (answer !== undefined && retCode !== undefined && retCode !== 0) return refused(raw, retCode, answer['Message']);
  if (status < 200 || status >= 300) return failed('apiHttpError', raw, raw.text);
  if (answer === undefined || retCode === undefined) return failed('apiUnreadable', raw, raw.text);
  return { ok: true, answer };
}

function refused(raw: RawAnswer, retCode: number, message: unknown): Outcome {
  const { class: group, isRetryable } = meaningOf(retCode);
  const isTokenGone = retCode === TOKEN_UNKNOWN && raw.hasSecurityToken;
  const error = new AppError(isTokenGone ? 'tokenExpired' : 'apiRefused', {
    params: { retCode, action: raw.action, host: raw.host },
    retryable: isRetryable,
    ...evidence(raw, typeof message === 'string' ? message : ''),
  });
  return { ok: false, error, isTransient: group === 'transient' || TRANSIENT_STATUSES.has(raw.status) };
}

function failed(code: 'apiRedirected' | 'apiHttpError' | 'apiUnreadable', raw: RawAnswer, detail: string): Outcome {
  const { status, action, host } = raw;
  const isTransient = TRANSIENT_STATUSES.has(status);
  const error = new AppError(code, {
    params: { status, action, host },
    retryable: isTransient,
    ...evidence(raw, detail),
  });
  return { ok: false, error, isTransient };
}

function evidence(raw: RawAnswer, detail: string): { requestId?: string; detail?: string } {
  const requestId = raw.headers['x-ucloud-request-uuid'] ?? '';
  const cleaned = cleanDetail(detail, raw.secrets);
  return {
    ...(/^[\w-]{1,100}$/u.test(requestId) ? { requestId } : {}),
    ...(cleaned === '' ? {} : { detail: cleaned }),
  };
}

/** The server's words as one short line of plain text, without tags, control characters and secrets. */
function cleanDetail(text: string, secrets: readonly string[]): string {
  const plain = text
    .slice(0, LONGEST_DETAIL * 8)
    .replace(/<[^>]*>/gu, ' ')
    // First what is invisible, then what is secret: the other way round, a secret could hide behind the invisible.
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const escaped = secrets.map((secret) => encodeURIComponent(secret));
  return redact(plain, [...secrets, ...escaped])
    .slice(0, LONGEST_DETAIL)
    .toWellFormed();
}

function locationOf(raw: RawAnswer): string {
  const location = raw.headers['location'] ?? '';
  return location === '' ? '' : `Location: ${location}`;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Some back-ends answer the number as text (ucloud-sdk-go patches the same). */
function parseRetCode(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
  return typeof value === 'string' && /^\s*-?\d{1,9}\s*$/u.test(value) ? Number(value) : undefined;
}
