/** Longer keys are cut where they are shown or grouped; their length is known all the same. */
export const MOST_KEY_BYTES = 1024;

/** Where a key is: in the reader's window, as the file has it, or, after the window went on, in a copy of its own. */
export interface KeyPlace {
  /** Of the stored form, its head included; in the window, or in `copy` when it was copied. */
  start: number;
  end: number;
  isCopied: boolean;
  readonly copy: Uint8Array;
  /** The window will begin at `from`: copies the key where it would be lost, and follows the move where not. */
  leave(buffer: Uint8Array, from: number): void;
}

export function createKeyPlace(): KeyPlace {
  return {
    start: 0,
    end: 0,
    isCopied: true,
    copy: new Uint8Array(MOST_KEY_BYTES),
    leave(buffer, from) {
      if (this.isCopied) return;
      if (this.start >= from) {
        this.start -= from;
        this.end -= from;
        return;
      }
      const end = Math.min(this.end, this.start + MOST_KEY_BYTES);
      this.copy.set(buffer.subarray(Math.max(0, this.start), end));
      this.end = end - this.start;
      this.start = 0;
      this.isCopied = true;
    },
  };
}
