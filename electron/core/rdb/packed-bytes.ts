/** What the packed collections have in common. */
export const END = 0xff;
const COUNT_UNKNOWN = 0xffff;

export function little16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

export function little32(bytes: Uint8Array, at: number): number {
  return (little16(bytes, at) | (little16(bytes, at + 2) << 16)) >>> 0;
}

export function big32(bytes: Uint8Array, at: number): number {
  return (
    (((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) >>> 0
  );
}

export function statedCount(bytes: Uint8Array, at: number): number {
  const count = little16(bytes, at);
  return count === COUNT_UNKNOWN ? -1 : count;
}

export function isCountRight(stated: number, counted: number): boolean {
  return stated === -1 || stated === counted;
}

/** Told of each member of a set, each field of a hash; answers false for one that came before. */
export type MemberCheck = (bytes: Uint8Array, from: number, to: number) => boolean;
