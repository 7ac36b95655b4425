import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMAND_NAMES } from '#shared/commands/texts.ts';

const rendererFolder = path.resolve(import.meta.dirname, '..');
const NAMESPACES = [
  'app',
  'profiles',
  'settings',
  'imports',
  'queue',
  'transfer',
  'vault',
  'network',
  'paste',
  'peek',
  'restore',
  'comparison',
  'permissions',
  'browse',
  'commands',
  'palette',
  'commandNames',
  'backUp',
  'history',
  'reports',
];

/** Texts the desktop process says too. */
const SHARED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { commandNames: COMMAND_NAMES };

/** All texts of a namespace by their dotted keys, plural forms under one key. */
function texts(language: string, namespace: string): Map<string, string> {
  const flat = new Map<string, string>();
  const walk = (value: unknown, prefix: string): void => {
    if (typeof value === 'string') flat.set(prefix, value);
    else
      for (const [key, inner] of Object.entries(Object(value))) walk(inner, prefix === '' ? key : `${prefix}.${key}`);
  };
  walk(SHARED[namespace]?.[language] ?? readTexts(language, namespace), '');
  return flat;
}

function readTexts(language: string, namespace: string): unknown {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, language, `${namespace}.json`), 'utf8'));
}

const withoutPlural = (key: string): string => key.replace(/_(?:zero|one|two|few|many|other)$/u, '');
const keysOf = (language: string, namespace: string): string[] =>
  [...new Set([...texts(language, namespace).keys()].map(withoutPlural))].sort();
const variablesIn = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}/gu) ?? [])].sort();

/** The keys the sources ask for; one that is put together at run time counts as its fixed beginning. */
function usedKeys(): { namespace: string; key: string; isPrefix: boolean }[] {
  const sources = readdirSync(rendererFolder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/u.test(file) && !file.endsWith('.test.ts'),
  );
  return sources.flatMap((file) => {
    const source = readFileSync(path.join(rendererFolder, file), 'utf8');
    const ownNamespace = /useTranslation\('(\w+)'\)/u.exec(source)?.[1] ?? 'app';
    const literals = [...source.matchAll(/(?<![\w.])(?:i18next\.)?t\(\s*(?:'([^']+)'|`([^`]+)`)/gu)];
    return literals.map(([, plain, template]) => {
      const whole = plain ?? template ?? '';
      const [namespace, rest] = whole.includes(':') ? whole.split(':', 2) : [ownNamespace, whole];
      const key = (rest ?? '').split('${')[0] ?? '';
      return { namespace: namespace ?? '', key, isPrefix: template?.includes('${') === true };
    });
  });
}

describe.each(NAMESPACES)('the texts of %s', (namespace) => {
  it('are there in both languages', () => {
    expect(keysOf('zh-CN', namespace)).toEqual(keysOf('en', namespace));
  });

  it('use the same variables in both languages', () => {
    const chinese = texts('zh-CN', namespace);
    for (const [key, text] of texts('en', namespace)) {
      const other = chinese.get(key) ?? chinese.get(`${withoutPlural(key)}_other`) ?? '';
      const count = key.endsWith('_one') ? ['{{count}}'] : [];
      expect([...new Set([...variablesIn(text), ...count])].sort(), key).toEqual(
        [...new Set([...variablesIn(other), ...count])].sort(),
      );
    }
  });

  it('are all used', () => {
    const used = usedKeys().filter((each) => each.namespace === namespace);
    const isUsed = (key: string): boolean =>
      used.some((each) => (each.isPrefix ? key.startsWith(each.key) : each.key === key));
    expect(keysOf('en', namespace).filter((key) => !isUsed(key))).toEqual([]);
  });
});

describe('the sources', () => {
  it('ask for no text that is not there', () => {
    const known = new Map(NAMESPACES.map((namespace) => [namespace, keysOf('en', namespace)]));
    const missing = usedKeys().filter(({ namespace, key, isPrefix }) => {
      const keys = known.get(namespace);
      if (keys === undefined) return namespace !== 'errors';
      return !keys.some((each) => (isPrefix ? each.startsWith(key) : each === key));
    });
    expect(missing).toEqual([]);
  });
});

describe('Chinese', () => {
  it('keeps a space between Chinese and Latin text and uses full-width punctuation', () => {
    for (const namespace of [...NAMESPACES, 'errors']) {
      for (const [key, text] of texts('zh-CN', namespace)) {
        const plain = text.replaceAll(/\{\{\w+\}\}/gu, '');
        expect(plain, key).not.toMatch(/[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]/u);
        expect(plain, key).not.toMatch(/[\u4e00-\u9fff][,;:!?]/u);
      }
    }
  });
});
