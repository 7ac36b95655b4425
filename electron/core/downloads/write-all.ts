import type { FileHandle } from 'node:fs/promises';

/** Writes all of a batch at a position. Throws Node's error where the disk takes no more. */
export async function writeAll(handle: FileHandle, batch: readonly Uint8Array[], position: number): Promise<void> {
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
