import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeForm } from './form.ts';

test('escapes everything but the unreserved characters', () => {
  expect(encodeForm({ PublicKey: 'a+b/c=@x', Name: "it's (a) *test*! ~-_." })).toBe(
    'PublicKey=a%2Bb%2Fc%3D%40x&Name=it%27s%20%28a%29%20%2Atest%2A%21%20~-_.',
  );
});

test('writes Chinese as UTF-8', () => {
  expect(encodeForm({ 'TemplateParams.0': '中文' })).toBe('TemplateParams.0=%E4%B8%AD%E6%96%87');
});

test('can be read back by any form parser', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(fc.dictionary(text, text), (fields) => {
      const body = encodeForm(fields);
      expect(body).toMatch(/^[A-Za-z0-9\-_.~%&=]*$/u);
      expect([...new URLSearchParams(body)]).toEqual(Object.entries(fields));
    }),
  );
});
