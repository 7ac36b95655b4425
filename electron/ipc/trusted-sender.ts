/** The parts of Electron's IpcMainInvokeEvent that decide whether a caller is our own page. */
export interface CallerEvent {
  readonly senderFrame: { readonly url: string } | null;
  readonly sender: { readonly mainFrame: unknown; isDestroyed(): boolean; getURL(): string };
}

export type IsTrustedSender = (event: CallerEvent) => boolean;

/**
 * Accepts a call only from the main frame of the one window we opened, while it shows our own page. Anything unclear —
 * a frame that is gone, a subframe, another window, a navigated page — is refused.
 */
export function createTrustedSenderCheck(options: {
  /** The window's web contents; undefined when there is no window. */
  owner: () => unknown;
  isOwnPage: (url: string) => boolean;
}): IsTrustedSender {
  return ({ sender, senderFrame }) =>
    senderFrame !== null &&
    sender === options.owner() &&
    !sender.isDestroyed() &&
    senderFrame === sender.mainFrame &&
    sender.getURL() === senderFrame.url &&
    options.isOwnPage(senderFrame.url);
}
