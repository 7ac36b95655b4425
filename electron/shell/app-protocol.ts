import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { CONTENT_SECURITY_POLICY, PAGE_SCHEME, resolveAsset } from './page.ts';

/** Must run before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built renderer from its folder, and nothing else, to one session. */
export function servePage(session: Session, root: string): void {
  session.protocol.handle(PAGE_SCHEME, async ({ method, url }) => {
    const asset = resolveAsset(root, method, url);
    const body = asset === undefined ? undefined : await readFile(asset.path).catch(() => undefined);
    if (asset === undefined || body === undefined) return new Response(null, { status: 404 });
    return new Response(new Uint8Array(body), { headers: headersFor(asset.mimeType) });
  });
}

function headersFor(mimeType: string): Record<string, string> {
  return {
    'Content-Type': mimeType,
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}
