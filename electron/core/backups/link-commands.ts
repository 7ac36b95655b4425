import type { LinkForm } from '#shared/link-forms.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import { backupFileName, nameKey, uniqueName } from '../downloads/file-names.ts';

/**
 * Links as the text to copy, one a line: themselves, or commands that download them. A file's name holds no time, so that
 * the command of a renewed link goes on with the file of the old one.
 */
export function linksAs(form: LinkForm, links: readonly { readonly url: string; readonly ref: BackupRef }[]): string {
  const taken = new Set<string>();
  const lines = links.map(({ url, ref }) => {
    const wanted = backupFileName(ref, { template: '{instance}_{backup}', profileName: '', at: 0 });
    const fileName = uniqueName(wanted, (name) => taken.has(nameKey(name)));
    taken.add(nameKey(fileName));
    return linkAs(form, url, fileName);
  });
  return lines.join('\n');
}

/**
 * A link as the text to copy: itself, or one line that downloads it under a name of ours, goes on with a partial file of
 * that name and tries again when the network fails. `powershell` calls the curl.exe that comes with Windows, which
 * resumes in Windows PowerShell 5.1 as well as in PowerShell 7; Invoke-WebRequest of 5.1 cannot.
 * @param fileName a safe file name: no path in it, no control characters.
 */
export function linkAs(form: LinkForm, url: string, fileName: string): string {
  switch (form) {
    case 'url':
      return url;
    case 'curl':
      return `${CURL} ${posixQuoted(fileName)} ${posixQuoted(asSent(url))}`;
    case 'wget':
      return `${WGET}${posixQuoted(fileName)} ${posixQuoted(asSent(url))}`;
    case 'aria2c':
      return `${ARIA2C}${posixQuoted(fileName)} ${posixQuoted(asSent(url))}`;
    case 'powershell':
      return `${CURL.replace('curl', 'curl.exe')} ${powershellQuoted(fileName)} ${powershellQuoted(asSent(url))}`;
    default:
      return form satisfies never;
  }
}

// `--globoff`: brackets and braces in an object's name are not patterns.
const CURL = 'curl --fail --location --globoff --retry 10 --retry-connrefused --continue-at - --output';
const WGET = 'wget --continue --tries=10 --waitretry=10 --retry-connrefused --output-document=';
// Without --allow-overwrite aria2c goes on with the file only with --continue, and never renames.
const ARIA2C =
  'aria2c --continue=true --max-tries=10 --retry-wait=5 --max-connection-per-server=8 --split=8 --min-split-size=4M ' +
  '--auto-file-renaming=false --dir=. --out=';

/** A quotation mark is sent escaped by every client; written so, it cannot end an argument anywhere. */
function asSent(url: string): string {
  return url.replaceAll('"', '%22');
}

/** For sh, bash, zsh and fish: nothing within single quotes means anything. */
function posixQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** PowerShell takes typographic single quotation marks for the plain one; doubled, each stands for itself. */
function powershellQuoted(text: string): string {
  return `'${text.replaceAll(/['\u2018\u2019\u201A\u201B]/gu, '$&$&')}'`;
}
