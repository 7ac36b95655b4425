import { describe, expect, test } from 'vitest';
import { acceleratorLabel, isPressed } from './accelerators.ts';
import { COMMAND_IDS, COMMANDS, MENUS } from './commands.ts';
import { COMMAND_NAMES, MENU_NAMES } from './texts.ts';

describe('the commands', () => {
  test('each have an id of their own', () => {
    expect(new Set(COMMAND_IDS).size).toBe(COMMAND_IDS.length);
  });

  test.each([true, false])('never share a key (on macOS: %s)', (isMac) => {
    const keys = COMMANDS.flatMap(({ keys = [] }) => keys.map((key) => acceleratorLabel(key, isMac)));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  test.each(['en', 'zh-CN'] as const)('and their menus are called something in %s', (language) => {
    const [name, menu] = [COMMAND_NAMES[language], MENU_NAMES[language]];
    expect(Object.keys(name).toSorted()).toEqual([...COMMAND_IDS].toSorted());
    expect(Object.keys(menu).toSorted()).toEqual([...MENUS].toSorted());
    for (const text of [...Object.values(name), ...Object.values(menu)]) expect(text.trim()).not.toBe('');
  });

  test('that a menu shows by a key can be pressed with Ctrl or Cmd, since a menu takes no other', () => {
    const firstKeys = COMMANDS.flatMap(({ keys = [], menu }) => (menu === undefined ? [] : keys.slice(0, 1)));
    expect(firstKeys.filter((key) => !key.startsWith('CmdOrCtrl+'))).toEqual([]);
  });
});

describe('a key', () => {
  const press = { key: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

  test.each([
    ['Ctrl and a letter', 'CmdOrCtrl+K', { key: 'k', ctrlKey: true }, false, true],
    ['Cmd and a letter on macOS', 'CmdOrCtrl+K', { key: 'k', metaKey: true }, true, true],
    ['Ctrl on macOS is another key', 'CmdOrCtrl+K', { key: 'k', ctrlKey: true }, true, false],
    ['the Windows key is another key', 'CmdOrCtrl+K', { key: 'k', metaKey: true }, false, false],
    ['with Shift it is another key', 'CmdOrCtrl+K', { key: 'K', ctrlKey: true, shiftKey: true }, false, false],
    ['Shift makes a letter large', 'CmdOrCtrl+Shift+L', { key: 'L', ctrlKey: true, shiftKey: true }, false, true],
    ['without Shift it is another key', 'CmdOrCtrl+Shift+L', { key: 'l', ctrlKey: true }, false, false],
    ['with Alt it is another key', 'CmdOrCtrl+1', { key: '1', ctrlKey: true, altKey: true }, false, false],
    ['a sign that takes Shift on this keyboard', '?', { key: '?', shiftKey: true }, false, true],
    ['and on another', 'CmdOrCtrl+/', { key: '/', ctrlKey: true, shiftKey: true }, false, true],
  ])('%s', (_what, text, pressed, isMac, expected) => {
    expect(isPressed(text, { ...press, ...pressed }, isMac)).toBe(expected);
  });

  test('is written as the system writes it', () => {
    expect(acceleratorLabel('CmdOrCtrl+Shift+L', false)).toBe('Ctrl+Shift+L');
    expect(acceleratorLabel('CmdOrCtrl+Shift+L', true)).toBe('⇧⌘L');
    expect(acceleratorLabel('Alt+Left', false)).toBe('Alt+←');
    expect(acceleratorLabel('Space', true)).toBe('Space');
  });
});
