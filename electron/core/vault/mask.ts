/** Shows enough of a public key to recognise it, never the whole: the first 8 and the last 5 characters, as UCloud's own tools do. */
export function maskKey(key: string): string {
  if (key.length <= 4) return '•'.repeat(key.length);
  if (key.length <= 16) return `${key.slice(0, 2)}•••${key.slice(-2)}`;
  return `${key.slice(0, 8)}•••${key.slice(-5)}`;
}
