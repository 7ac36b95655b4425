import { DEFAULT_NAME_TEMPLATE } from '#shared/download-rules.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import { fillNameTemplate, parseNameTemplate, type NameValues, type TemplatePart } from './name-template.ts';

const LONGEST_NAME_BYTES = 120;
const EXTENSION = '.rdb';
// With room for the number of a name that is taken: it must not push out the end, where the time is.
const ROOM = LONGEST_NAME_BYTES - EXTENSION.length - ' (999)'.length;
/** Windows opens a device by these names, with any extension. */
const DEVICE_NAME = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(?:\.|$)/iu;

/** Values longer than this are cut first, then those longer than the next, until the whole name fits. */
const LONGEST_VALUE_BYTES = [96, 64, 48, 40, 32, 24, 16, 8];

/**
 * The name of a backup's file by the user's template; by the default one where that cannot be read. A shard that the
 * template does not name is added, since all shards of a backup have everything else in common.
 * @param named.at milliseconds since 1970, shown in the machine's own time zone as people read the clock.
 */
export function backupFileName(
  ref: BackupRef,
  named: { readonly template: string; readonly profileName: string; readonly at: number },
): string {
  const parts = withShard(partsOf(named.template), ref.shardId);
  const values: NameValues = {
    profile: named.profileName,
    instance: ref.instanceId === '' ? 'backup' : ref.instanceId,
    backup: ref.backupId,
    shard: ref.shardId,
    time: timestamp(new Date(named.at)),
  };
  const longest = LONGEST_VALUE_BYTES.find((most) => sizeOf(fillNameTemplate(parts, shortened(values, most))) <= ROOM);
  return safeFileName(fillNameTemplate(parts, shortened(values, longest ?? 8)), EXTENSION);
}

function partsOf(template: string): readonly TemplatePart[] {
  const parsed = parseNameTemplate(template);
  if ('parts' in parsed) return parsed.parts;
  return template === DEFAULT_NAME_TEMPLATE ? [] : partsOf(DEFAULT_NAME_TEMPLATE);
}

function withShard(parts: readonly TemplatePart[], shardId: string): readonly TemplatePart[] {
  const isNamed = parts.some((part) => 'token' in part && part.token === 'shard');
  return shardId === '' || isNamed ? parts : [...parts, { text: '_' }, { token: 'shard' }];
}

function shortened({ profile, instance, backup, shard, time }: NameValues, mostBytes: number): NameValues {
  const cut = (text: string): string => truncated(text, mostBytes);
  return { profile: cut(profile), instance: cut(instance), backup: cut(backup), shard: cut(shard), time };
}

function sizeOf(text: string): number {
  return Buffer.byteLength(text);
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
