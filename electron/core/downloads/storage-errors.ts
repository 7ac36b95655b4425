import { AppError, type ErrorCode } from '#shared/errors.ts';
import { parseRetryAfterMs } from '../http/retry-after.ts';

export interface RefusedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The beginning of the body. */
  readonly body: Uint8Array;
  readonly host: string;
  readonly now: number;
  /** Whether the link's own `Expires` has passed. */
  readonly isLinkExpired: boolean;
}

const LONGEST_DETAIL = 200;

/**
 * What a status that is not 2xx means. US3 answers `{"RetCode":…,"ErrMsg":…}` and the request's id in X-SessionId; its
 * RetCodes are reused for different things, so the status decides, then the words (US3 API docs, get_file.md).
 */
export function storageError(response: RefusedResponse): AppError {
  const { status, headers, host, now } = response;
  const words = errMsgOf(response.body);
  const retryAfterMs = parseRetryAfterMs(headers['retry-after'], now);
  const requestId = headers['x-sessionid'] ?? headers['x-amz-request-id'];
  const { code, isRetryable } = classify(status, words, response.isLinkExpired);
  return new AppError(code, {
    params: {
      host,
      status,
      ...(retryAfterMs === null ? {} : { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) }),
    },
    retryable: isRetryable,
    ...(requestId === undefined ? {} : { requestId }),
    ...(words === '' ? {} : { detail: words }),
  });
}

interface Meaning {
  readonly code: ErrorCode;
  readonly isRetryable: boolean;
}

function lasting(code: ErrorCode): Meaning {
  return { code, isRetryable: false };
}

function classify(status: number, words: string, isLinkExpired: boolean): Meaning {
  if (/bucket.*not exist/iu.test(words)) return lasting('bucketMissing');
  if (status === 404 || status === 410) return lasting('objectMissing');
  if (/request.*expired|link.*expired/iu.test(words)) return lasting('linkExpired');
  // An expired link is 401 at US3, where S3 would say 403; both are a reason to ask for a new one.
  if (status === 401) return lasting(isLinkExpired ? 'linkExpired' : 'linkRefused');
  if (status === 403) {
    if (isLinkExpired) return lasting('linkExpired');
    return lasting(/signature/iu.test(words) ? 'linkRefused' : 'storageDenied');
  }
  if (status === 429 || status === 503) return { code: 'storageBusy', isRetryable: true };
  return { code: 'storageHttpError', isRetryable: status === 408 || status === 425 || status >= 500 };
}

/** Whether a new link may help. */
export function isRefusal(error: AppError): boolean {
  return error.code === 'linkExpired' || error.code === 'linkRefused' || error.code === 'storageDenied';
}

/** The storage's own words, without control characters and never long. A page in HTML has none worth keeping. */
function errMsgOf(body: Uint8Array): string {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    if (typeof parsed !== 'object' || parsed === null || !('ErrMsg' in parsed)) return '';
    return typeof parsed.ErrMsg === 'string'
      ? parsed.ErrMsg.replace(/\p{Cc}/gu, ' ')
          .replace(/https?:\/\/\S+/giu, '…')
          .slice(0, LONGEST_DETAIL)
      : '';
  } catch {
    return '';
  }
}
