/**
 * A form body. RFC 3986 escaping, as UCloud API docs ask for (signature.md): everything but `A-Z a-z 0-9 - _ . ~`, and a
 * space as `%20`. `URLSearchParams` would write `+`.
 */
export function encodeForm(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${escape(name)}=${escape(value)}`)
    .join('&');
}

function escape(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/gu, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
