import { LONGEST_NAME_TEMPLATE, NAME_TOKENS, type NameToken } from '#shared/download-rules.ts';
import type { FieldReason } from '#shared/errors.ts';

/** A piece of a template: text as it stands, or the name of a value. */
export type TemplatePart = { readonly text: string } | { readonly token: NameToken };
export type NameValues = Readonly<Record<NameToken, string>>;

/** What file systems do not take in a name, and what could not be seen in one. */
const UNFIT = /[<>:"/\\|?*\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/u;
const SEPARATOR = /^[\s_.\-~+]+$/u;

/** Reads a template such as `{instance}_{backup}`, or says what is wrong with it. */
export function parseNameTemplate(
  template: string,
): { readonly parts: readonly TemplatePart[] } | { readonly problem: FieldReason } {
  if (template.trim() === '') return { problem: 'required' };
  if (template.length > LONGEST_NAME_TEMPLATE) return { problem: 'tooLong' };
  if (UNFIT.test(template)) return { problem: 'notInFileNames' };
  const parts: TemplatePart[] = [];
  for (const [piece, name] of template.matchAll(/\{([^{}]*)\}|[^{}]+|[{}]/gu)) {
    const token = NAME_TOKENS.find((known) => known === name);
    if (token !== undefined) parts.push({ token });
    else if (name !== undefined) return { problem: 'unknownToken' };
    else if (piece === '{' || piece === '}') return { problem: 'unbalancedBraces' };
    else parts.push({ text: piece });
  }
  return { parts };
}

/**
 * Puts the values in. One that is empty takes a separator with it, so that `{instance}_{shard}_{time}` without a shard
 * does not read `orders__2026`.
 */
export function fillNameTemplate(parts: readonly TemplatePart[], values: NameValues): string {
  const filled: string[] = [];
  let isSeparatorDue = true;
  for (const part of parts) {
    if ('text' in part) {
      if (isSeparatorDue || !SEPARATOR.test(part.text)) filled.push(part.text);
      isSeparatorDue = true;
    } else if (values[part.token] === '') {
      if (SEPARATOR.test(filled.at(-1) ?? '')) filled.pop();
      else isSeparatorDue = filled.length > 0;
    } else {
      filled.push(values[part.token]);
      isSeparatorDue = true;
    }
  }
  return filled.join('');
}
