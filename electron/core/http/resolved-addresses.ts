import { BlockList, isIP } from 'node:net';
import { AppError } from '#shared/errors.ts';
import { addressKindOf } from '../downloads/address-kind.ts';

/**
 * Networks that a public name may resolve to although they are not public. 198.18.0.0/15 is for benchmarks and no
 * service lives there; proxy tools that take over a whole machine (Clash, Surge) give every name an address of it.
 */
const STAND_IN_NETWORK = ['198.18.0.0', 15] as const;

/** Whether what a host resolves to has to be looked at: only names are resolved, and only public ones promise anything. */
export function needsResolving(hostname: string): boolean {
  return isIP(hostname.replace(/^\[|\]$/gu, '')) === 0 && addressKindOf(hostname) === 'public';
}

/**
 * A public name must not lead into a network: that would be somebody's trick to read there in the user's name
 * (DNS rebinding). One private address among public ones is enough to refuse.
 * Throws AppError `linkAddressRefused` with the host and the address.
 */
export function checkResolved(hostname: string, addresses: readonly string[]): void {
  if (!needsResolving(hostname)) return;
  const inside = addresses.find((address) => !isOutside(address));
  if (inside !== undefined) throw new AppError('linkAddressRefused', { params: { host: hostname }, detail: inside });
}

function isOutside(address: string): boolean {
  const hostname = isIP(address) === 6 ? `[${address}]` : address;
  return addressKindOf(hostname) === 'public' || isStandIn(address);
}

function isStandIn(address: string): boolean {
  if (isIP(address) !== 4) return false;
  const list = new BlockList();
  list.addSubnet(...STAND_IN_NETWORK);
  return list.check(address);
}
