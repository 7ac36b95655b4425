import { app, type Session, type WebContents } from 'electron';
import { isOwnPage, PAGE_SCHEME } from './page.ts';

/** The window's session: no permission, no network, no device, no download. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !url.startsWith(`${PAGE_SCHEME}://`) && !isDeveloperTools(url) });
  });
  session.on('will-download', (event) => event.preventDefault());
}

function isDeveloperTools(url: string): boolean {
  return !app.isPackaged && url.startsWith('devtools://');
}

/** Every web contents that will ever exist: stays on our page, opens no window, attaches no webview. */
export function lockWebContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    forbidLeaving(contents);
  });
}

function forbidLeaving(contents: WebContents): void {
  contents.on('will-navigate', (details) => {
    if (!isOwnPage(details.url)) details.preventDefault();
  });
  contents.on('will-frame-navigate', (details) => {
    if (!isOwnPage(details.url)) details.preventDefault();
  });
  contents.on('will-redirect', (details) => details.preventDefault());
}
