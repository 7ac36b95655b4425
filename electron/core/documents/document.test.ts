import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { JsonFile } from '../ports.ts';
import { AppError } from '#shared/errors.ts';
import { openDocument } from './document.ts';

const schema = z.strictObject({ version: z.literal(2), name: z.string() });
const initial = { version: 2, name: 'new' } as const;

function file(stored: unknown): JsonFile & { written: unknown[]; asides: number } {
  const written: unknown[] = [];
  return {
    written,
    asides: 0,
    read() {
      if (stored instanceof Error) throw stored;
      return stored;
    },
    write: (document) => void written.push(document),
    setAside() {
      this.asides += 1;
      return 'settings.damaged-2026.json';
    },
  };
}

describe('a document', () => {
  it('starts with its initial content when there is no file', () => {
    const opened = openDocument({ file: file(undefined), schema, initial });
    expect(opened.get()).toEqual(initial);
    expect(opened.damagedFile).toBe('');
  });

  it('brings an older version up to date', () => {
    const migrate = (stored: unknown) => ({ version: 2, name: z.object({ title: z.string() }).parse(stored).title });
    const opened = openDocument({ file: file({ version: 1, title: 'old' }), schema, initial, migrate });
    expect(opened.get()).toEqual({ version: 2, name: 'old' });
  });

  it.each([
    ['cannot be parsed', new Error('bad JSON')],
    ['does not fit', { version: 2, name: 7 }],
    ['comes from a later version', { version: 3, name: 'later' }],
  ])('sets a file aside that %s, and starts', (_what, stored) => {
    const damaged = file(stored);
    const opened = openDocument({ file: damaged, schema, initial });
    expect(opened.get()).toEqual(initial);
    expect(opened.damagedFile).toBe('settings.damaged-2026.json');
    expect(damaged.asides).toBe(1);
    expect(damaged.written).toEqual([]);
  });

  it('touches no file that could not be read just now', () => {
    const locked = file(new AppError('fileFailed'));
    expect(() => openDocument({ file: locked, schema, initial })).toThrow('fileFailed');
    expect(locked.asides).toBe(0);
  });

  it('writes what passed its schema and refuses the rest', () => {
    const sound = file(undefined);
    const opened = openDocument({ file: sound, schema, initial });
    opened.set({ version: 2, name: 'changed' });
    expect(sound.written).toEqual([{ version: 2, name: 'changed' }]);
    const wrong: unknown = { version: 2, name: 'changed', privateKey: 'made-up' };
    expect(() => opened.set(wrong as typeof initial)).toThrow('Unrecognized key');
    expect(opened.get()).toEqual({ version: 2, name: 'changed' });
    expect(sound.written).toHaveLength(1);
  });
});
