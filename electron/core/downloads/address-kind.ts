import { BlockList, isIP } from 'node:net';
import { isLoopbackHost } from '../http/loopback.ts';

/** Names that, by convention or by standard, only resolve inside a network; cloud metadata services use them too. */
const INSIDE_NAME = /(?:^|\.)(?:localhost|local|internal|lan|home\.arpa|localdomain)$/u;

/** This machine, private, carrier, link-local (cloud metadata), protocol and benchmark networks, multicast, reserved. */
const PRIVATE_IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
];
/** Global unicast is all there is of public IPv6, without those parts of it that carry an IPv4 address inside. */
const PUBLIC_IPV6: readonly (readonly [string, number])[] = [['2000::', 3]];
const CARRIED_IPV4: readonly (readonly [string, number])[] = [
  ['2001::', 32],
  ['2002::', 16],
];

/**
 * `loopback`: this machine by one of its three plain names. `private`: any other address inside a network, or a name
 * that only means something there. `public`: everything else, though its name may still resolve to a private address.
 * @param hostname as `URL.hostname` gives it: lower case, IPv6 in brackets, every spelling of IPv4 made plain.
 */
export function addressKindOf(hostname: string): 'loopback' | 'private' | 'public' {
  if (isLoopbackHost(hostname)) return 'loopback';
  const name = hostname.replace(/^\[(.*)\]$/u, '$1').replace(/\.$/u, '');
  const family = isIP(name);
  if (family === 4) return isWithin(name, 'ipv4', PRIVATE_IPV4) ? 'private' : 'public';
  if (family === 6) {
    return isWithin(name, 'ipv6', PUBLIC_IPV6) && !isWithin(name, 'ipv6', CARRIED_IPV4) ? 'public' : 'private';
  }
  // A name without a dot is looked up in the search domain of whatever network one is in.
  return !name.includes('.') || INSIDE_NAME.test(name) ? 'private' : 'public';
}

function isWithin(address: string, family: 'ipv4' | 'ipv6', subnets: readonly (readonly [string, number])[]): boolean {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family);
  return list.check(address, family);
}
