/** What an ETag header is good for while downloading: comparing, and asking `If-Range`. */
export interface EntityTag {
  /** As it was sent, to be sent back. */
  readonly header: string;
  /** Without quotes, for comparing: some storage servers quote it one time and not the next. */
  readonly value: string;
}

/**
 * Null for a missing, empty or weak tag: a weak one may stay the same while bytes change (RFC 9110, 8.8.1), so it is no
 * ground for appending.
 */
export function strongTag(header: string | undefined): EntityTag | null {
  const text = header?.trim() ?? '';
  if (/^W\//iu.test(text)) return null;
  const value = text.replace(/^"(.*)"$/u, '$1');
  return value === '' ? null : { header: text, value };
}

/** `If-Range` takes a quoted strong tag only (RFC 9110, 13.1.5); US3 once sent its tags without quotes. */
export function ifRangeOf(tag: EntityTag | null): string | undefined {
  return tag !== null && /^"[^"]*"$/u.test(tag.header) ? tag.header : undefined;
}
