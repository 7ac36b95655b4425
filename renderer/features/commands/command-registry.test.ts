import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { COMMAND_IDS } from '#shared/commands/commands.ts';
import { commandOfKey } from './command-keys.ts';
import { createCommandRegistry } from './command-registry.ts';

const rendererFolder = path.resolve(import.meta.dirname, '../..');
const pressed = { key: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, isInField: false };

test('somewhere in the window it is said what each command does', () => {
  const sources = readdirSync(rendererFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/u.test(file) && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(path.join(rendererFolder, file), 'utf8'))
    .filter((source) => source.includes('useCommands({'));
  const isSaid = (id: string): boolean => sources.some((source) => source.includes(`'${id}': `));
  expect(COMMAND_IDS.filter((id) => !isSaid(id))).toEqual([]);
});

test('of two that say what a command does, the later one is asked, for as long as it is there', () => {
  const registry = createCommandRegistry();
  const [first, second] = [{ run: () => undefined }, { run: () => undefined }];
  const remove = registry.add({ 'paste.open': first });
  const removeSecond = registry.add({ 'paste.open': second });
  expect(registry.get('paste.open')).toBe(second);
  removeSecond();
  expect(registry.get('paste.open')).toBe(first);
  remove();
  expect(registry.get('paste.open')).toBeUndefined();
});

test('a key that is typed belongs to the field it is typed in', () => {
  expect(commandOfKey({ ...pressed, key: '?', shiftKey: true }, false)).toBe('shortcuts.show');
  expect(commandOfKey({ ...pressed, key: '?', shiftKey: true, isInField: true }, false)).toBeUndefined();
  expect(commandOfKey({ ...pressed, key: '/', ctrlKey: true, isInField: true }, false)).toBe('shortcuts.show');
});

test('on macOS the menu hears the keys it shows, and the window the others', () => {
  expect(commandOfKey({ ...pressed, key: '4', metaKey: true }, true)).toBeUndefined();
  expect(commandOfKey({ ...pressed, key: ',', metaKey: true }, true)).toBe('page.settings');
  expect(commandOfKey({ ...pressed, key: '5', ctrlKey: true }, false)).toBe('page.settings');
});
