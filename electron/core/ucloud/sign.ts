import { createHash } from 'node:crypto';
import { AppError } from '#shared/errors.ts';

/** A key pair of UCloud; `securityToken` belongs to temporary (STS) credentials. */
export interface Credential {
  publicKey: string;
  /** As bytes it is hashed as it is, so that no copy of it as a string is made. */
  privateKey: string | Uint8Array;
  securityToken?: string;
}

type FlatValue = string | number | boolean | null | undefined;
type ParamValue = FlatValue | readonly ParamValue[] | { readonly [name: string]: ParamValue };
export type Params = Readonly<Record<string, ParamValue>>;

/**
 * All flat parameters of a call as the text that is sent, with PublicKey, SecurityToken (where there is one) and
 * Signature. What is signed and what is sent are the same text, which is the point of doing both here.
 *
 * Source: UCloud API docs, signature.md (names sorted, name and value joined without separators, private key appended,
 * SHA-1 in hex); `SecurityToken` is signed like any other parameter (ucloud-sdk-go, credential.go).
 */
export function signParams(params: Record<string, FlatValue>, credential: Credential): Record<string, string> {
  const { publicKey, securityToken, privateKey } = credential;
  const token = securityToken === undefined || securityToken === '' ? {} : { SecurityToken: securityToken };
  const flat = flattenParams({ ...params, ...token, PublicKey: publicKey, Signature: undefined });
  return { ...flat, Signature: signatureOf(flat, privateKey) };
}

/**
 * Nested parameters as flat names: arrays `Foo.0`, objects `Foo.Bar`. Null, undefined and empty strings are left out:
 * UCloud's SDKs disagree about sending empty strings, and a parameter that is not sent cannot be signed wrongly.
 */
export function flattenParams(params: Params): Record<string, string> {
  return Object.fromEntries(Object.entries(params).flatMap(([name, value]) => flatten(name, value)));
}

function flatten(name: string, value: ParamValue): [string, string][] {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value === 'object') return Object.entries(value).flatMap(([key, item]) => flatten(`${name}.${key}`, item));
  // A lone surrogate has no UTF-8 form: it would be signed as one thing and sent as another.
  return [[name.toWellFormed(), textOf(value).toWellFormed()]];
}

function signatureOf(params: Readonly<Record<string, string>>, privateKey: string | Uint8Array): string {
  const joined = Object.entries(params)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => name + value)
    .join('');
  return createHash('sha1').update(joined, 'utf8').update(privateKey).digest('hex');
}

function textOf(value: string | number | boolean): string {
  if (typeof value !== 'number') return String(value);
  if (!Number.isFinite(value)) throw new AppError('internal', { detail: 'A parameter is not a finite number.' });
  return withoutExponent(String(value));
}

/** The gateway refuses scientific notation: `1.5e-7` becomes `0.00000015`. */
function withoutExponent(text: string): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/u.exec(text);
  if (parts === null) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, '0')}`;
}
