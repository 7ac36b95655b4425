import { randomUUID } from 'node:crypto';
import { newSecret } from '../world/account.ts';
import { objectKey, type StoredBackup } from '../world/backup.ts';
import { isSameSignature, readQuery, signObject } from './signature.ts';
import type { IncomingHttpHeaders } from 'node:http';

/** What happened with one link so far; faults count in it. */
export interface LinkState {
  requestCount: number;
  sentBytes: number;
  /** A fault that happens once per link has happened. */
  hasFired: boolean;
  /** Answers "expired" from now on, whatever its Expires says. */
  isRevoked: boolean;
}

/** A refusal of the storage: HTTP status, and RetCode and ErrMsg in the body. */
export interface StorageRefusal {
  readonly status: number;
  readonly retCode: number;
  readonly message: string;
}

export const REFUSAL = {
  expired: { status: 401, retCode: -148_660, message: 'request expired' },
  noAuthorization: { status: 401, retCode: -148_643, message: 'no authorization found' },
  invalidSignature: { status: 403, retCode: -148_658, message: 'invalid signature' },
  noBucket: { status: 400, retCode: -148_653, message: 'bucket not exists' },
  noFile: { status: 404, retCode: -148_654, message: 'file not exist' },
} as const satisfies Record<string, StorageRefusal>;

export interface Links {
  issue(backup: StoredBackup, shardId: string): string;
  /** Whether a request may read the object with this key. Expiry is looked at before the signature. */
  check(request: LinkRequest): LinkState | StorageRefusal;
  /** Every link issued so far has expired. */
  revokeAll(): void;
}

export interface LinkRequest {
  readonly method: string;
  readonly key: string;
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
}

export function isRefusal(verdict: LinkState | StorageRefusal): verdict is StorageRefusal {
  return 'retCode' in verdict;
}

/** A link's own key pair, known by its public half (`TOKEN_…`, as in US3's documents), and what became of the link. */
interface IssuedLink {
  readonly token: string;
  readonly privateKey: string;
  readonly state: LinkState;
}

/** Signs links to the backups' files and checks them, with keys of the storage service's own. */
export function createLinks(options: { now: () => number; lifetimeMs: number; origin: () => string }): Links {
  const issued = new Map<string, IssuedLink>();

  return {
    issue(backup, shardId) {
      const key = objectKey(backup, shardId);
      const lifetimeMs = ownLifetimeMs(backup) ?? options.lifetimeMs;
      const expiresAtSeconds = Math.floor((options.now() + lifetimeMs) / 1000);
      const { link, signature } = createLink(key, expiresAtSeconds);
      issued.set(link.token, link);
      const shown = backup.fault === 'link-damaged' ? swapCase(signature) : signature;
      return `${options.origin()}/${key}?UCloudPublicKey=${link.token}&Expires=${expiresAtSeconds}&Signature=${shown}`;
    },
    check({ method, key, query, headers }) {
      const values = readQuery(query);
      const expiresAtSeconds = Number(values?.get('Expires') ?? Number.NaN);
      const signature = values?.get('Signature') ?? '';
      if (!Number.isInteger(expiresAtSeconds) || signature === '') return REFUSAL.noAuthorization;
      if (expiresAtSeconds * 1000 <= options.now()) return REFUSAL.expired;
      const link = issued.get(values?.get('UCloudPublicKey') ?? '');
      if (link === undefined) return REFUSAL.invalidSignature;
      const expected = signObject({ verb: method, key, expiresAtSeconds, headers }, link.privateKey);
      // Signing by header and by URL at once is not supported.
      const isSigned = isSameSignature(signature, expected) && headers.authorization === undefined;
      if (!isSigned) return REFUSAL.invalidSignature;
      return link.state.isRevoked ? REFUSAL.expired : link.state;
    },
    revokeAll() {
      for (const { state } of issued.values()) state.isRevoked = true;
    },
  };
}

function ownLifetimeMs({ fault, faultParameters: { seconds } }: StoredBackup): number | undefined {
  return fault === 'valid-for-seconds' && seconds !== undefined ? seconds * 1000 : undefined;
}

/** Every signature has a raw `+` in it: that is what careless clients spoil. */
function createLink(key: string, expiresAtSeconds: number): { link: IssuedLink; signature: string } {
  const privateKey = newSecret(30);
  const signature = signObject({ verb: 'GET', key, expiresAtSeconds, headers: {} }, privateKey);
  if (!signature.includes('+')) return createLink(key, expiresAtSeconds);
  const state = { requestCount: 0, sentBytes: 0, hasFired: false, isRevoked: false };
  return { link: { token: `TOKEN_${randomUUID()}`, privateKey, state }, signature };
}

/** Another signature of the same shape: letters become their other case, and there is always a letter. */
function swapCase(text: string): string {
  return text.replace(/[a-z]/giu, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase()));
}
