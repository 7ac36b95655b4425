/**
 * Every error the product knows, by one code. The screen turns a code into what happened and what to do next
 * (`renderer/locales/<language>/errors.json`); a test fails when a code has no text in a language.
 */
export const ERROR_CODES = [
  // What was typed. `fields` names each field and the reason (see FieldReason).
  'invalidInput',
  // The network, at the transport.
  'offline',
  'dnsFailed',
  'connectionRefused',
  'connectionLost',
  'timeout',
  'tlsFailed',
  'proxyFailed',
  'proxyRefused',
  'proxyAuthRequired',
  'cancelled',
  // The UCloud API. `apiRefused` carries params.retCode; the catalogue (core/ucloud/error-catalogue.ts) knows the rest.
  'apiRefused',
  // RetCode 174 for a call that carried a security token.
  'tokenExpired',
  'apiHttpError',
  'apiUnreadable',
  'apiRedirected',
  'linkMissing',
  // The storage behind a link. params.host names it.
  'linkExpired',
  'pastedLinkEnded',
  'linkRefused',
  'storageDenied',
  'objectMissing',
  'bucketMissing',
  'storageBusy',
  'storageHttpError',
  'notABackup',
  'encodedBody',
  'rangeMismatch',
  'objectChanged',
  'lengthMismatch',
  'etagMismatch',
  // params: kind (DAMAGE_KINDS), offset where it is known, name of the file that was kept.
  'backupDamaged',
  'redirectRefused',
  'linkAddressRefused',
  'plainHttpNeedsConsent',
  // Files.
  'diskFull',
  'fileTooLarge',
  'noPermission',
  'folderMissing',
  'fileExists',
  'fileGone',
  'fileFailed',
  'notAFile',
  'fileChanged',
  // Test restores. `memoryTight` carries params.freeBytes and params.wantedBytes, 0 where the file does not say.
  'restoreServerMissing',
  'restoreNotChecked',
  'memoryTight',
  'restoreStalled',
  // The vault.
  'keychainUnavailable',
  'secretMissing',
  'secretUnreadable',
  'vaultLocked',
  'wrongMasterPassword',
  // Profile files.
  'transferUnreadable',
  'transferNewer',
  'wrongPassphrase',
  'transferNotFound',
  // Changing something in the cloud, where the profile's settings hide that.
  'writeActionsHidden',
  // Things that are gone, and the one we did not foresee.
  'profileNotFound',
  'linkNotFound',
  'importExpired',
  'downloadNotFound',
  'reportNotFound',
  'reportNotComparable',
  'backupJobNotFound',
  'practiceUnavailable',
  'storeDamaged',
  'forbiddenSender',
  'tooManyCalls',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Why a field was not accepted. The renderer has a sentence for each, in both languages. */
export const FIELD_REASONS = [
  'required',
  'tooLong',
  'invalidCharacters',
  'needsCrossZone',
  'sameAsZone',
  'otherRegion',
  'zoneRequired',
  'urlInvalid',
  'urlScheme',
  'urlPlainHttp',
  'urlUserInfo',
  'urlPath',
  'urlQuery',
  'urlHost',
  'urlPort',
  'duplicateName',
  'neededForNewCloud',
  'tooShort',
  'passphraseTooShort',
  'notInBackupNames',
  'notInFileNames',
  'unknownToken',
  'unbalancedBraces',
] as const;
export type FieldReason = (typeof FIELD_REASONS)[number];

/** What crosses the bridge. Never holds a key, a signature or a link. */
export interface AppErrorData {
  code: ErrorCode;
  /** Values for the sentence: retCode, action, host, status, field names … */
  params: Record<string, string | number>;
  /** Reason per form field, for `invalidInput`. */
  fields?: Record<string, FieldReason> | undefined;
  /** Whether trying the same again may succeed without the user changing anything. */
  retryable: boolean;
  /** UCloud's X-UCLOUD-REQUEST-UUID or the storage's X-SessionId, for a support ticket. */
  requestId?: string | undefined;
  /** The server's own words, as detail; redacted and shortened. */
  detail?: string | undefined;
}

type AppErrorOptions = Partial<Omit<AppErrorData, 'code'>> & { cause?: unknown };

/** The one error class. Anything else that is thrown becomes `internal` at the router. */
export class AppError extends Error {
  readonly data: AppErrorData;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    const { cause, params = {}, retryable = false, ...rest } = options;
    super(code, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.data = { ...rest, code, params, retryable };
  }

  get code(): ErrorCode {
    return this.data.code;
  }
}

export function isAppError(error: unknown, code?: ErrorCode): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}

/** Rejects a form: one reason per field. */
export function invalidInput(fields: Record<string, FieldReason>): AppError {
  return new AppError('invalidInput', { fields });
}
