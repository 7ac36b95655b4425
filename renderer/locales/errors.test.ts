import { describe, expect, test } from 'vitest';
import { ERROR_CODES, FIELD_REASONS } from '#shared/errors.ts';
import en from './en/errors.json' with { type: 'json' };
import zhCn from './zh-CN/errors.json' with { type: 'json' };

/** Every text of a file under its path, `codes.timeout.what`. */
function textsOf(node: object, path = ''): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(node)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') texts.set(at, value);
    else for (const [inner, text] of textsOf(Object(value), at)) texts.set(inner, text);
  }
  return texts;
}

function variablesOf(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/gu)].map(([, name = '']) => name).sort();
}

const english = textsOf(en);
const chinese = textsOf(zhCn);

describe.each([
  ['English', en],
  ['Chinese', zhCn],
])('%s', (_language, file) => {
  test('says of every error what happened and what to do next', () => {
    expect(Object.keys(file.codes).toSorted()).toEqual([...ERROR_CODES].toSorted());
    for (const text of [...Object.values(file.codes), ...Object.values(file.api)]) {
      expect(Object.keys(text)).toEqual(['what', 'next']);
    }
  });

  test('has a sentence for every reason a field is refused', () => {
    expect(Object.keys(file.fields).toSorted()).toEqual([...FIELD_REASONS].toSorted());
  });

  test('has words for a RetCode that no document explains', () => {
    expect(file.api.unknown.what).toContain('{{retCode}}');
  });
});

describe('both languages', () => {
  test('have the same texts', () => {
    expect([...chinese.keys()]).toEqual([...english.keys()]);
  });

  test('fill in the same values', () => {
    for (const [path, text] of english) {
      expect(`${path}: ${variablesOf(chinese.get(path) ?? '').join()}`).toBe(`${path}: ${variablesOf(text).join()}`);
    }
  });

  test('fill in only what the errors carry', () => {
    const used = [...english]
      .flatMap(([path, text]) => variablesOf(text).map((name) => [path.split('.').slice(0, 2).join('.'), name]))
      .filter(([, name]) => name !== 'host');
    const unusual = [...new Set(used.map((pair) => pair.join(' ')))];
    expect(unusual.toSorted()).toEqual([
      'api.161 action',
      'api.291 action',
      'api.299 action',
      'api.unknown action',
      'api.unknown retCode',
      'codes.apiHttpError status',
      'codes.apiRefused retCode',
      'codes.backupDamaged name',
      'codes.storageHttpError status',
      'codes.tokenExpired retCode',
      'create.299 action',
    ]);
  });
});

describe('the style', () => {
  test('of English is plain sentences', () => {
    for (const text of english.values()) {
      expect(text).toMatch(/^[A-Z{].*\.$/u);
      expect(text).not.toMatch(/oops|sorry|whoops|please\b.*please|!|\p{Script=Han}|\s{2}/iu);
    }
  });

  test('of Chinese is full-width punctuation and a space beside Latin letters and figures', () => {
    for (const text of chinese.values()) {
      expect(text).toMatch(/\p{Script=Han}.*。$/u);
      expect(text).not.toMatch(/\p{Script=Han}[,;:?!.()"']|[,;:?!.()"']\p{Script=Han}/u);
      expect(text).not.toMatch(/\p{Script=Han}[A-Za-z0-9{]|[A-Za-z0-9}]\p{Script=Han}/u);
      expect(text).not.toMatch(/[，。；：？！（）“”、] | [，。；：？！（）“”、]|！/u);
    }
  });
});

describe('the advice', () => {
  test('for RetCode 299 begins with the missing project', () => {
    expect(en.api['299'].next).toMatch(/^Choose a project first\./u);
    expect(zhCn.api['299'].next).toMatch(/^请先选择项目。/u);
  });

  test.each(['171', '172'] as const)('for RetCode %s speaks of the wrong cloud too', (retCode) => {
    expect(en.api[retCode].next).toContain('chosen cloud');
    expect(zhCn.api[retCode].next).toContain('云平台');
  });
});
