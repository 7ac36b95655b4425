import path from 'node:path';

/** The page's own origin. `standard` and `secure`, so that it behaves like https, but served from our files only. */
export const PAGE_SCHEME = 'app';
export const PAGE_HOST = 'backhaul';
export const PAGE_URL = `${PAGE_SCHEME}://${PAGE_HOST}/index.html`;

/**
 * Nothing may run, load or connect but our own bundled files. Trusted Types stop text from becoming script, whatever a
 * server puts into a name or a message.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const MIME_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface PageAsset {
  path: string;
  mimeType: string;
}

/** The file a page URL stands for, or undefined where it is not one of ours: other host, outside the folder, odd type. */
export function resolveAsset(root: string, method: string, url: string): PageAsset | undefined {
  const parsed = parse(url);
  if (parsed === undefined || method !== 'GET') return undefined;
  if (parsed.protocol !== `${PAGE_SCHEME}:` || parsed.host !== PAGE_HOST) return undefined;
  if (/%2f|%5c|%00|\\/iu.test(parsed.pathname)) return undefined;
  const file = path.join(root, decodePath(parsed.pathname));
  const inside = path.relative(root, file);
  if (inside === '' || inside.startsWith('..') || path.isAbsolute(inside)) return undefined;
  const mimeType = MIME_TYPES[path.extname(file)];
  return mimeType === undefined ? undefined : { path: file, mimeType };
}

function parse(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

function decodePath(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return '..';
  }
}

/** Whether a frame shows our page. A fragment or query would be foreign: the page has none. */
export function isOwnPage(url: string): boolean {
  return url === PAGE_URL;
}
