import type { BackupRef } from '#shared/models/backup.ts';

const LONGEST_NAME_BYTES = 120;
const EXTENSION = '.rdb';
/** Windows opens a device by these names, with any extension. */
const DEVICE_NAME = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(?:\.|$)/iu;

/**
 * The default name of a backup's file: what it is of, then when, so that names are unique and sort well.
 * @param createdAt milliseconds since 1970, shown in the machine's own time zone as people read the clock.
 */
export function backupFileName(ref: BackupRef, createdAt: number): string {
  const shard = ref.shardId === '' ? '' : `_${ref.shardId}`;
  const stem = `${ref.instanceId === '' ? 'backup' : ref.instanceId}_${ref.backupId}${shard}`;
  const time = `_${timestamp(new Date(createdAt))}`;
  return safeFileName(stem, `${time}${EXTENSION}`);
}

/**
 * A name that Windows, macOS and Linux all take and that says on screen what it is: no path in it, no reserved or
 * invisible characters, no text that runs backwards, no device, at most 120 bytes.
 * @param ending kept whole, however long the stem is; must itself be safe.
 */
export function safeFileName(stem: string, ending: string): string {
  const clean = stem
    .toWellFormed()
    .normalize('NFC')
    // Control, format (bidi, zero width), private use and unassigned characters; line and paragraph separators.
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"/\\|?*]/gu, '_')
    .replace(/\s+/gu, ' ')
    // A leading dot hides the file, a leading dash looks like an option to command-line tools.
    .replace(/^[\s.\-~]+/u, '');
  const short = truncated(clean, LONGEST_NAME_BYTES - Buffer.byteLength(ending)).replace(/[\s.]+$/u, '');
  const named = short === '' ? 'backup' : short;
  return DEVICE_NAME.test(named + ending)
    ? `_${truncated(named, LONGEST_NAME_BYTES - 1 - Buffer.byteLength(ending))}${ending}`
    : named + ending;
}

/**
 * The name itself if nothing has it, else with ` (2)`, ` (3)` … before the extension.
 * @param isTaken must see names as file systems that ignore case do; `nameKey` helps.
 */
export function uniqueName(name: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) return name;
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let number = 2; ; number += 1) {
    const ending = ` (${number})${extension}`;
    const candidate = truncated(stem, LONGEST_NAME_BYTES - Buffer.byteLength(ending)).trimEnd() + ending;
    if (!isTaken(candidate)) return candidate;
  }
}

/** Two names with the same key are the same file on Windows or macOS. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase();
}

/** Cuts between characters as people see them, so that no half of one is left. */
function truncated(text: string, mostBytes: number): string {
  if (Buffer.byteLength(text) <= mostBytes) return text;
  let result = '';
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter('en').segment(text)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > mostBytes) break;
    result += segment;
  }
  return result;
}

function digits(value: number, length = 2): string {
  return String(value).padStart(length, '0');
}

function timestamp(time: Date): string {
  const date = digits(time.getFullYear(), 4) + digits(time.getMonth() + 1) + digits(time.getDate());
  return `${date}-${digits(time.getHours())}${digits(time.getMinutes())}${digits(time.getSeconds())}`;
}
