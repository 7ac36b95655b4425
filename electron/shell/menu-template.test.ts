import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { COMMANDS } from '#shared/commands/commands.ts';
import { menuTemplate } from './menu-template.ts';

/** What the menu does is noted. */
function build(language: 'en' | 'zh-CN') {
  const done: string[] = [];
  const template = menuTemplate({
    language,
    desktop: { 'vault.lock': () => done.push('locked here') },
    askPage: (id) => done.push(id),
  });
  const items = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
  return { template, items, done };
}

const click = (item: MenuItemConstructorOptions | undefined): void => {
  const press = item?.click as (() => void) | undefined;
  press?.();
};

test('every command of a menu stands in it under its name, with its first key', () => {
  const { items } = build('en');
  expect(items).toHaveLength(COMMANDS.filter(({ menu }) => menu !== undefined).length);
  expect(items.find(({ label }) => label === 'Go to Browse')?.accelerator).toBe('CmdOrCtrl+1');
  expect(build('zh-CN').items.find(({ accelerator }) => accelerator === 'CmdOrCtrl+1')?.label).toBe('前往“浏览”');
});

test('what needs the window is handed on to it; locking is done here', () => {
  const { items, done } = build('en');
  for (const item of items) click(item);
  const ofMenus = COMMANDS.filter(({ menu }) => menu !== undefined).map(({ id }) => id);
  expect(done.toSorted()).toEqual([...ofMenus.filter((id) => id !== 'vault.lock'), 'locked here'].toSorted());
});

test('editing, windows and the app itself are the system’s', () => {
  const { template } = build('en');
  expect(template.flatMap(({ role }) => (role === undefined ? [] : [role]))).toEqual([
    'appMenu',
    'editMenu',
    'windowMenu',
    'help',
  ]);
});
