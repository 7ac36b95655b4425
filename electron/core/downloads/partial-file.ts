import { constants } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { classifyEtag, createEtag } from '../us3/etag.ts';
import { moveWithoutOverwriting } from './move-file.ts';
import type { ObjectIdentity } from './judge-response.ts';

/**
 * The file while it grows. It outlives a single run, so that a paused download goes on at the byte: what is on disk,
 * which version of the object it is of, and the hash so far. File operations throw Node's errors.
 */
export interface PartialFile {
  readonly path: string;
  /** Bytes taken in, those on their way to the disk included. After `settle` all of them are written. */
  readonly receivedBytes: number;
  /** The version of the object these bytes are of; null before the first one. */
  readonly identity: ObjectIdentity | null;
  /** Starts with an empty file, also when there were bytes. Never takes over a file that it did not create. */
  begin(identity: ObjectIdentity): Promise<void>;
  /** Takes the next bytes, in order. Resolves when there is room for more; the bytes must not change afterwards. */
  append(bytes: Uint8Array): Promise<void>;
  /** Waits until everything is written. What could not be written is dropped and counts as not received. */
  settle(): Promise<void>;
  /** The body's end was the total's only witness. */
  endHere(): void;
  /** Reads the last bytes back; fewer where there are fewer. Only after `settle`. */
  readTail(bytes: number): Promise<Uint8Array>;
  /** The US3 ETag of everything received. Only after `settle`. */
  etag(): string;
  /** Syncs the file and gives it its final name, without overwriting. */
  publish(destination: string): Promise<void>;
  /** Closes and removes it. */
  discard(): Promise<void>;
}

/** One write a mebibyte: a write per network chunk costs a third of the speed. */
const BATCH_BYTES = 1_048_576;

export function createPartialFile(path: string): PartialFile {
  let handle: FileHandle | null = null;
  let identity: ObjectIdentity | null = null;
  let etag = createEtag();
  /** Written, not hashed yet: hash and disk must agree when a write fails and the download goes on later. */
  let unhashed: readonly Uint8Array[] = [];
  let writtenBytes = 0;
  let flyingBytes = 0;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let flight: Promise<void> | null = null;

  const dropUnwritten = (): void => {
    waiting = [];
    waitingBytes = 0;
    flyingBytes = 0;
    flight = null;
  };
  const landed = async (): Promise<void> => {
    try {
      await flight;
      flight = null;
    } catch (error) {
      dropUnwritten();
      throw error;
    }
  };
  const takeOff = (): void => {
    const batch = waiting;
    flyingBytes = waitingBytes;
    waiting = [];
    waitingBytes = 0;
    flight = (async () => {
      await writeAll(opened(), batch, writtenBytes);
      unhashed = batch;
      writtenBytes += flyingBytes;
      flyingBytes = 0;
    })();
    // Whoever comes next awaits it; until then a failure must not count as unhandled.
    flight.catch(() => undefined);
  };
  const hash = (batch: readonly Uint8Array[]): void => {
    if (isHashWanted(identity)) for (const bytes of batch) etag.update(bytes);
    if (unhashed === batch) unhashed = [];
  };
  const opened = (): FileHandle => {
    if (handle === null) throw new Error('the partial file is not open');
    return handle;
  };
  const close = async (): Promise<void> => {
    const open = handle;
    handle = null;
    await open?.close();
  };
  const forget = (): void => {
    dropUnwritten();
    writtenBytes = 0;
    etag = createEtag();
    unhashed = [];
  };

  const settle = async (): Promise<void> => {
    await landed();
    hash(unhashed);
    if (waitingBytes === 0) return;
    takeOff();
    await landed();
    hash(unhashed);
  };
  const receivedBytes = (): number => writtenBytes + flyingBytes + waitingBytes;

  return {
    path,
    get receivedBytes() {
      return receivedBytes();
    },
    get identity() {
      return identity;
    },
    async begin(next) {
      await landed().catch(() => undefined);
      forget();
      handle ??= await create(path);
      await handle.truncate(0);
      identity = next;
    },
    async append(bytes) {
      waiting.push(bytes);
      waitingBytes += bytes.byteLength;
      if (waitingBytes < BATCH_BYTES) return;
      await landed();
      const batch = unhashed;
      unhashed = [];
      takeOff();
      // While the next batch is on its way to the disk, in a thread of its own.
      hash(batch);
    },
    settle,
    endHere() {
      if (identity !== null && identity.totalBytes === null) identity = { ...identity, totalBytes: receivedBytes() };
    },
    async readTail(bytes) {
      const wanted = Math.min(bytes, writtenBytes);
      const { buffer, bytesRead } = await opened().read(Buffer.alloc(wanted), 0, wanted, writtenBytes - wanted);
      return buffer.subarray(0, bytesRead);
    },
    etag: () => etag.digest(),
    async publish(destination) {
      await settle();
      await opened().sync();
      await moveWithoutOverwriting(path, destination);
      identity = null;
      forget();
      await close();
    },
    async discard() {
      await landed().catch(() => undefined);
      const isOurs = handle !== null;
      forget();
      identity = null;
      await close();
      if (isOurs) await rm(path, { force: true });
    },
  };
}

/** Only a US3 ETag can be compared with; whether it is one shows from the start where the size is known. */
function isHashWanted(identity: ObjectIdentity | null): boolean {
  if (identity === null || identity.totalBytes === null) return true;
  return classifyEtag(identity.etagHeader, identity.totalBytes).kind === 'us3';
}

/** Only this user may read it, and a file or link that somebody put there is not opened. */
function create(path: string): Promise<FileHandle> {
  const { O_RDWR, O_CREAT, O_EXCL } = constants;
  // Windows has no O_NOFOLLOW; O_EXCL refuses a planted link there as well.
  const noFollow = process.platform === 'win32' ? 0 : constants.O_NOFOLLOW;
  return open(path, O_RDWR | O_CREAT | O_EXCL | noFollow, 0o600);
}

async function writeAll(handle: FileHandle, batch: readonly Uint8Array[], position: number): Promise<void> {
  const { bytesWritten } = await handle.writev([...batch], position);
  let done = bytesWritten;
  // A nearly full disk takes a part first and says ENOSPC only when asked again.
  let before = 0;
  for (const bytes of batch) {
    const end = before + bytes.byteLength;
    while (done < end) {
      const offset = done - before;
      const more = await handle.write(bytes, offset, bytes.byteLength - offset, position + done);
      done += more.bytesWritten;
    }
    before = end;
  }
}
