const PAGE_TYPES =
  /^(?:text\/html|application\/xhtml\+xml|(?:application|text)\/(?:json|xml)|application\/[\w.-]+\+(?:json|xml))\b/iu;

/** Bytes of the beginning that are enough to tell. */
export const SNIFF_BYTES = 64;

/** Whether a content type announces a page for people or programs to read, and no backup. */
export function isPageType(contentType: string | undefined): boolean {
  return PAGE_TYPES.test(contentType?.trim() ?? '');
}

/**
 * Whether the first bytes are those of HTML, XML or JSON. Login portals and error pages often come with status 200 and
 * a type like a file's. An RDB begins with `REDIS` or `VALKEY`, so nothing of ours begins with `<` or `{`.
 */
export function beginsLikeAPage(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.subarray(0, SNIFF_BYTES)).toString('latin1');
  return /^(?:\u00ef\u00bb\u00bf)?\s*(?:<[!?a-z]|\{\s*["}]|\[\s*[{"\]])/iu.test(text);
}
