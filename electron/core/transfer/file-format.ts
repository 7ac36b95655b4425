import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import { moment, profileDetails } from '#shared/models/profile.ts';

// The format is described in docs/profile-file.md; what changes there needs a new version.

const FORMAT = 'backhaul-profiles';
const VERSION = 2;
export const LARGEST_FILE_BYTES = 8 * 1024 * 1024;
const MOST_PROFILES = 1000;

/** Scrypt may take so much memory, whatever a file says: 128 · N · r bytes. */
const LARGEST_SCRYPT_BYTES = 192 * 1024 * 1024;

const profile = z
  .strictObject({
    details: profileDetails,
    publicKey: z.string().min(1).max(1024),
    /** Version 1 had neither of these dates. */
    keyStoredAt: moment.default(null),
    tokenExpiresAt: moment.default(null),
  })
  .refine(({ details }) => details.cloud.kind !== 'practice' && details.name.trim() !== '');

const profileWithSecret = profile.safeExtend({
  privateKey: z.string().min(1).max(1024),
  securityToken: z.string().max(8192),
});

export type TransferProfile = z.infer<typeof profile>;
export type TransferProfileWithSecret = z.infer<typeof profileWithSecret>;

/** What is encrypted. */
const payload = z.strictObject({ profiles: z.array(profileWithSecret).max(MOST_PROFILES) });

const base64OfLength = (bytes: number) => z.base64().refine((text) => Buffer.from(text, 'base64').length === bytes);

/** A file must not make this machine compute or allocate without bound, nor lead to believe in a key that protects nothing. */
const scryptParameters = z
  .strictObject({
    name: z.literal('scrypt'),
    N: z
      .int()
      .min(2 ** 14)
      .max(2 ** 18)
      .refine((cost) => Number.isInteger(Math.log2(cost))),
    r: z.int().min(8).max(32),
    p: z.int().min(1).max(4),
    salt: base64OfLength(16),
  })
  .refine(({ N, r }) => 128 * N * r <= LARGEST_SCRYPT_BYTES);
export type ScryptParameters = z.infer<typeof scryptParameters>;

const common = { format: z.literal(FORMAT), version: z.literal([1, VERSION]), createdAt: z.iso.datetime() };

const encryptedFile = z.strictObject({
  ...common,
  secrets: z.literal('encrypted'),
  kdf: scryptParameters,
  cipher: z.strictObject({ name: z.literal('aes-256-gcm'), nonce: base64OfLength(12), tag: base64OfLength(16) }),
  /** Tells a wrong passphrase from a damaged payload, which GCM alone cannot. */
  check: base64OfLength(32),
  payload: z.base64(),
});
export type EncryptedFile = z.infer<typeof encryptedFile>;

const clearFile = z.strictObject({
  ...common,
  secrets: z.literal('none'),
  profiles: z.array(profile).max(MOST_PROFILES),
});

const transferFile = z.discriminatedUnion('secrets', [encryptedFile, clearFile]);
export type TransferFile = z.infer<typeof transferFile>;

/** The first fields of a file written now. */
export function header(nowMs: number): Pick<TransferFile, 'format' | 'version' | 'createdAt'> {
  return { format: FORMAT, version: VERSION, createdAt: new Date(nowMs).toISOString() };
}

/** The text of a file: JSON whose last field is the SHA-256 of everything before that field. */
export function writeTransferFile(file: TransferFile): Buffer {
  const body = JSON.stringify(file, null, 2).replace(/\n\}$/u, '');
  return Buffer.from(`${body},\n  "digest": "${sha256(Buffer.from(body))}"\n}`);
}

/**
 * Reads a file without opening what is encrypted. Throws AppError `transferNewer` for a version this app does not know,
 * `transferUnreadable` for anything that is not a whole file of ours.
 */
export function parseTransferFile(bytes: Uint8Array): TransferFile {
  if (bytes.length > LARGEST_FILE_BYTES) throw new AppError('transferUnreadable');
  const text = decode(bytes);
  const content = parseJson(text);
  const { version } = parse(z.looseObject({ format: z.literal(FORMAT), version: z.int().min(1) }), content);
  if (version > VERSION) throw new AppError('transferNewer');
  const { digest, ...rest } = parse(z.looseObject({ digest: z.string() }), content);
  if (digest !== digestOf(text)) throw new AppError('transferUnreadable');
  return parse(transferFile, rest);
}

/** @param plain what was encrypted. Throws AppError `transferUnreadable`. */
export function parsePayload(plain: Uint8Array): TransferProfileWithSecret[] {
  return parse(payload, parseJson(decode(plain))).profiles;
}

export function writePayload(profiles: readonly TransferProfileWithSecret[]): Buffer {
  return Buffer.from(JSON.stringify({ profiles }));
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('transferUnreadable', { cause });
  }
}

/** The parser's own message could quote a key, so it goes no further. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('transferUnreadable');
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, content: unknown): z.infer<Schema> {
  const { success, data } = schema.safeParse(content);
  if (!success) throw new AppError('transferUnreadable');
  return data;
}

function digestOf(text: string): string {
  const end = text.lastIndexOf(',\n  "digest": "');
  return sha256(Buffer.from(text.slice(0, Math.max(end, 0))));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
