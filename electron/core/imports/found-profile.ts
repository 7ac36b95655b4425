import type { ImportNote } from '#shared/models/import.ts';

/** A profile as it was found, key included. Never leaves the main process. */
export interface FoundProfile {
  name: string;
  /** As it was written; empty for the source's default. */
  baseUrl: string;
  channelKey: string;
  projectId: string;
  regionId: string;
  publicKey: string;
  /** A Buffer, so that it can be wiped. */
  privateKey: Buffer;
  /** What is already known about it. */
  notes: readonly ImportNote[];
}

/** What was found where, and what may be sent to the API as an id. */
interface FoundTexts {
  name: string;
  baseUrl: string;
  channelKey: string;
  project: string;
  region: string;
  publicKey: string;
  privateKey: string;
}

/** Takes foreign texts to what a profile may hold. A project may read `org-xxx/Name`; its id is the part before. */
export function foundProfile(texts: FoundTexts, notes: readonly ImportNote[]): FoundProfile {
  const { baseUrl, channelKey, publicKey } = texts;
  return {
    name: tidyName(texts.name),
    baseUrl,
    channelKey,
    projectId: idOrNothing(texts.project.split('/')[0] ?? ''),
    regionId: idOrNothing(texts.region),
    publicKey,
    privateKey: Buffer.from(texts.privateKey),
    notes: [...notes, ...keyNotes(texts)],
  };
}

/** Keys are visible ASCII of a sensible length. */
function keyNotes({ publicKey, privateKey }: FoundTexts): ImportNote[] {
  if (publicKey === '' || privateKey === '') return ['noKeys'];
  return [publicKey, privateKey].every((key) => /^[\x21-\x7e]{1,1024}$/u.test(key)) ? [] : ['keysDamaged'];
}

function tidyName(name: string): string {
  return name
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ')
    .trim()
    .slice(0, 100);
}

function idOrNothing(text: string): string {
  const trimmed = text.trim();
  return /^[\w.-]{1,100}$/u.test(trimmed) ? trimmed : '';
}
