import { createHash, timingSafeEqual } from 'node:crypto';
import type { PracticeKey } from '../world/account.ts';
import type { Parameters } from './parameters.ts';
import { ApiRefusal } from './refusal.ts';

/**
 * Whose call it is. Throws ApiRefusal 170 (not signed), 172 (unknown key), 171 (wrong signature) or 174 (token unknown or
 * expired) as the gateway does (UCloud API docs, public.md).
 */
export function authenticate(parameters: Parameters, keys: readonly PracticeKey[]): PracticeKey {
  const given = parameters.get('Signature') ?? '';
  if (given === '') throw new ApiRefusal(170, 'Missing signature');
  const key = keys.find(({ publicKey }) => publicKey === parameters.get('PublicKey'));
  if (key === undefined) throw new ApiRefusal(172, 'User Not Exists');
  if (!isEqual(given, signatureOf(parameters, key.privateKey))) throw new ApiRefusal(171, 'Signature VerifyAC Error');
  if (key.isExpired || (parameters.get('SecurityToken') ?? '') !== key.securityToken)
    throw new ApiRefusal(174, 'Token Not Exists');
  return key;
}

/** Names and values in the order of the names, then the private key, as SHA-1 (UCloud API docs, signature.md). */
function signatureOf(parameters: Parameters, privateKey: string): string {
  const sorted = [...parameters].filter(([name]) => name !== 'Signature').toSorted(([a], [b]) => (a < b ? -1 : 1));
  const text = sorted.map(([name, value]) => name + value).join('');
  return createHash('sha1').update(`${text}${privateKey}`, 'utf8').digest('hex');
}

function isEqual(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
