/** What core asks of the world. Adapters live in `electron/shell` (Electron) and in `core/http` (plain Node). */

export interface TransportRequest {
  method: 'GET' | 'POST';
  /** http or https; anything else is refused before a socket is opened. */
  url: string;
  headers?: Record<string, string>;
  body?: string;
  /** From the call until a connection stands. Chromium does not tell, so there only the head's limit counts. */
  connectTimeoutMs?: number;
  /** A public name that resolves into a private network is refused with `linkAddressRefused` before anything is sent. */
  refusesPrivateAddresses?: boolean;
  /**
   * It changes something, so it must never be sent twice, also not by the transport itself: over a connection that was
   * used before, a server's goodbye and a lost answer look the same.
   */
  isSentOnce?: boolean;
  /** From the call until the response head has arrived. */
  headTimeoutMs: number;
  /** Longest silence while the body flows; a body nobody is reading does not count as silent. */
  idleTimeoutMs: number;
}

export interface TransportResponse {
  status: number;
  /** Lower-case names. A header sent twice is joined with ", ". */
  headers: Record<string, string>;
  /**
   * The bytes, exactly as they were sent where the transport can give them; read once. Leaving the loop early closes the
   * connection. Throws an AppError (`connectionLost`, `timeout`, `cancelled`) when the body does not end well.
   */
  body: AsyncIterable<Uint8Array>;
  /**
   * Takes the memory of a piece of the body back, at once: nobody may look at the piece after that. Not calling it is
   * safe, and leaves the memory to the garbage collector, which works hard for that at some hundred megabytes a second.
   */
  release?: (piece: Uint8Array) => void;
}

/**
 * Carries one HTTP exchange. Never follows a redirect: a 3xx comes back as it is, without its body, and core decides.
 * Sends no cookies and no Referer, uses no cache. Rejects with an AppError of a network code, or `cancelled` when the
 * signal is aborted.
 */
export interface Transport {
  request(request: TransportRequest, signal: AbortSignal): Promise<TransportResponse>;
}

/** Wall-clock time and waiting, so that tests can hold both. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after the time; rejects with AppError `cancelled` as soon as the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Structured log lines. The adapter redacts; nothing secret may be passed anyway. */
export interface Logger {
  info(event: string, fields?: Record<string, string | number | boolean>): void;
  warn(event: string, fields?: Record<string, string | number | boolean>): void;
  error(event: string, fields?: Record<string, string | number | boolean>): void;
}

/** Seals bytes with something only this user of this machine has. */
export interface SecretBox {
  /** Whether sealing is safe here: a real keychain, not a fixed password. */
  isAvailable(): Promise<boolean>;
  /** The keychain's own name (`gnome_libsecret`, `dpapi`, `keychain` …), stored beside each sealed blob. */
  backend(): string;
  /** @returns base64. Throws AppError `keychainUnavailable` where it is not safe. */
  seal(plain: string): Promise<string>;
  /** Throws AppError `secretUnreadable`. `shouldReseal` when the OS asks for the blob to be made anew. */
  open(sealed: string): Promise<{ plain: string; shouldReseal: boolean }>;
}

/** One JSON document in a file, written atomically with mode 0600. */
export interface JsonFile {
  /** Undefined when there is none. Throws AppError `storeDamaged` when it is not JSON, `fileFailed` when not readable. */
  read(): unknown;
  write(document: unknown): void;
  /** Renames a damaged file to a dated name and answers that name. */
  setAside(): string;
}
