import type { Clock } from '#core/ports.ts';

/** Long enough to paste, short enough not to be found later. */
const SECRET_LIFETIME_MS = 60_000;

/** Electron's clipboard: asynchronous in newer versions, synchronous before; `await` serves both. */
interface TextClipboard {
  readText(): Promise<string> | string;
  writeText(text: string): Promise<void> | void;
}

export interface SecretClipboard {
  /** Copies text that may stay. */
  copy(text: string): Promise<void>;
  /** Copies a secret and takes it off again after a minute, if it is still what the clipboard holds. */
  copySecret(text: string): Promise<void>;
  /** Takes a secret off at once; for quitting. */
  clearSecret(): Promise<void>;
}

export function createSecretClipboard(clipboard: TextClipboard, clock: Clock): SecretClipboard {
  let secret = '';
  let copies = 0;

  const clearSecret = async (): Promise<void> => {
    const ours = secret;
    secret = '';
    if (ours !== '' && (await clipboard.readText()) === ours) await clipboard.writeText('');
  };

  return {
    async copy(text) {
      secret = '';
      await clipboard.writeText(text);
    },
    async copySecret(text) {
      secret = text;
      copies += 1;
      const copy = copies;
      await clipboard.writeText(text);
      void clock
        .sleep(SECRET_LIFETIME_MS)
        .then(() => (copy === copies ? clearSecret() : undefined))
        .catch(() => undefined);
    },
    clearSecret,
  };
}
