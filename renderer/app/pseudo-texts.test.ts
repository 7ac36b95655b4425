import { expect, test } from 'vitest';
import { pseudoText, pseudoTexts } from './pseudo-texts.ts';

test('a text becomes two fifths longer, accented and bracketed', () => {
  const text = 'Download selected';
  expect(pseudoText(text)).toMatch(/^⟦Ďöwñľöáď šêľêçťêď.*⟧$/u);
  expect(pseudoText(text).length).toBe(Math.ceil(text.length * 1.4));
});

test('what is filled in stays as it is', () => {
  expect(pseudoText('{{count}} of {{total}}')).toMatch(/^⟦\{\{count\}\} öf \{\{total\}\}/u);
});

test('every text of a tree is changed, and no key', () => {
  expect(pseudoTexts({ title: 'Go', inner: { a: 'x' } })).toEqual({ title: '⟦Ğö⟧', inner: { a: '⟦x⟧' } });
});
