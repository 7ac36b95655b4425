/** The keychains of a Linux desktop that seal with a secret only the user's session has. */
const SAFE_LINUX_BACKENDS = new Set(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6']);

/**
 * Whether sealing is worth its name here. On Linux Chromium falls back to a password that is the same on every machine
 * (`basic_text`) and still reports that encryption is available, so only named keychains count; elsewhere the
 * operating system's own answer does.
 */
export function isSafeKeychain(options: { platform: string; backend: string; isAvailable: boolean }): boolean {
  if (!options.isAvailable) return false;
  return options.platform === 'linux' ? SAFE_LINUX_BACKENDS.has(options.backend) : true;
}

/** Second belt: Chromium marks a blob sealed with the fixed password `v10`. Such a blob must never be kept on Linux. */
export function isSealedWithFixedPassword(platform: string, sealed: Buffer): boolean {
  return platform === 'linux' && sealed.subarray(0, 3).toString('latin1') === 'v10';
}

/** What the keychain is called, where Chromium does not say. */
export function keychainName(platform: string, linuxBackend: string): string {
  if (platform === 'linux') return linuxBackend;
  return platform === 'darwin' ? 'keychain' : 'dpapi';
}
