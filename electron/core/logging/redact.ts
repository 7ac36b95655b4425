/** Takes secrets out of text before it reaches a log file or an error's detail. */

const RULES: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // The query of any URL: a signed link is a credential.
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s?"'<>]*)\?[^\s"'<>]*/giu, '$1?…'],
  // User information of any URL.
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"'<>]+@/giu, '$1…@'],
  // Authorization takes the rest of its line: schemes differ in what they put there.
  [/(\bauthorization\b\\*["']?\s*[:=]\s*)[^\r\n]+/giu, '$1…'],
  // name=value, name: value and "name":"value", also inside JSON that was put into JSON, of everything that signs.
  [
    /(\b(?:private[-_ ]?key|public[-_ ]?key|ucloudpublickey|security[-_ ]?token|signature|password|secret|access[-_ ]?token|refresh[-_ ]?token|channel-key)\b\\*["']?\s*(?:[:=]|%3[ad])\s*)(?:(\\*)"(?:(?!\2").)*(?:\2"|$)|'[^']*'|[^\s,;&}\])"'\\]+)/giu,
    '$1…',
  ],
  // Bare SHA-1 in hex: the shape of UCloud's signatures and private keys.
  [/\b[0-9a-f]{40}\b/giu, '…'],
];

/** @param secrets exact texts known to be secret, for example the credential a request was signed with. */
export function redact(text: string, secrets: readonly string[] = []): string {
  const withoutKnown = secrets
    .filter((secret) => secret.length >= 4)
    .reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
  return RULES.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), withoutKnown);
}
