import type { SecretBox } from '#core/ports.ts';
import { AppError } from '#shared/errors.ts';
import type { SafeStorage } from 'electron';
import { isSafeKeychain, isSealedWithFixedPassword, keychainName } from './keychain-gate.ts';

/** Electron's safeStorage in either of its shapes: asynchronous where it exists, synchronous before that. */
interface Cipher {
  isAvailable(): Promise<boolean>;
  encrypt(plain: string): Promise<Buffer>;
  decrypt(sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }>;
}

/**
 * The OS keychain behind our own gate. Call after the app is ready.
 * @param safeStorage Electron's module; passed in so that both shapes can be tested.
 */
export function createKeychainBox(safeStorage: SafeStorage, platform: string): SecretBox {
  const cipher = cipherOf(safeStorage);
  const backend = keychainName(platform, platform === 'linux' ? safeStorage.getSelectedStorageBackend() : '');
  const isAvailable = async (): Promise<boolean> =>
    isSafeKeychain({ platform, backend, isAvailable: await cipher.isAvailable().catch(() => false) });

  return {
    isAvailable,
    backend: () => backend,
    async seal(plain) {
      if (!(await isAvailable())) throw new AppError('keychainUnavailable', { params: { backend } });
      const sealed = await cipher.encrypt(plain).catch(() => undefined);
      if (sealed === undefined || isSealedWithFixedPassword(platform, sealed)) {
        throw new AppError('keychainUnavailable', { params: { backend } });
      }
      return sealed.toString('base64');
    },
    async open(sealed) {
      try {
        if (!(await isAvailable())) throw new AppError('secretUnreadable', { params: { backend } });
        const bytes = Buffer.from(sealed, 'base64');
        // One text for one blob: what decodes to the same bytes in a sloppier spelling was not written by us.
        if (bytes.toString('base64') !== sealed) throw new AppError('secretUnreadable', { params: { backend } });
        const { result, shouldReEncrypt } = await cipher.decrypt(bytes);
        return { plain: result, shouldReseal: shouldReEncrypt };
      } catch {
        throw new AppError('secretUnreadable', { params: { backend } });
      }
    },
  };
}

function cipherOf(safeStorage: SafeStorage): Cipher {
  // Typed as always there; Electron 33, which runs the sources where the pinned one cannot be had, lacks them.
  const asynchronous: Partial<Pick<SafeStorage, 'encryptStringAsync'>> = safeStorage;
  return asynchronous.encryptStringAsync === undefined
    ? synchronousCipher(safeStorage)
    : asynchronousCipher(safeStorage);
}

function asynchronousCipher(safeStorage: SafeStorage): Cipher {
  return {
    isAvailable: () => safeStorage.isAsyncEncryptionAvailable(),
    encrypt: (plain) => safeStorage.encryptStringAsync(plain),
    decrypt: (sealed) => safeStorage.decryptStringAsync(sealed),
  };
}

/** The calls that newer Electron versions deprecate, under names of their own so that the lint rule keeps its bite. */
interface SynchronousSafeStorage {
  isEncryptionAvailable(): boolean;
  encryptString(plain: string): Buffer;
  decryptString(sealed: Buffer): string;
}

function synchronousCipher(safeStorage: SynchronousSafeStorage): Cipher {
  return {
    isAvailable: async () => safeStorage.isEncryptionAvailable(),
    encrypt: async (plain) => safeStorage.encryptString(plain),
    decrypt: async (sealed) => ({ result: safeStorage.decryptString(sealed), shouldReEncrypt: false }),
  };
}
