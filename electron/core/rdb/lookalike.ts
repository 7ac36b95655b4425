import type { Lookalike } from '#shared/models/rdb-report.ts';

/** What a file that is no RDB file looks like, from its first bytes. */
export function lookalikeOf(head: Uint8Array): Lookalike {
  if (head.length === 0) return 'empty';
  for (const [signature, lookalike] of SIGNATURES) {
    if (signature.every((byte, at) => head[at] === byte)) return lookalike;
  }
  const text = new TextDecoder().decode(head).trimStart().toLowerCase();
  if (/^<(!doctype html|html|head|body)/u.test(text)) return 'html';
  if (text.startsWith('<')) return text.includes('<html') ? 'html' : 'xml';
  if (/^[{[]\s*["{}[\]\d]/u.test(text)) return 'json';
  return /^\*\d+\r\n\$/u.test(text) ? 'aof' : 'other';
}

const SIGNATURES: ReadonlyArray<readonly [signature: readonly number[], Lookalike]> = [
  [[0x1f, 0x8b], 'gzip'],
  [[0x50, 0x4b, 0x03, 0x04], 'zip'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'zstd'],
  [[0x04, 0x22, 0x4d, 0x18], 'lz4'],
  // Valkey since 9.2 may pack a whole file ("VKCS").
  [[0x56, 0x4b, 0x43, 0x53], 'valkeyPacked'],
];
