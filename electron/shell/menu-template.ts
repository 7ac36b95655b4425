import type { MenuItemConstructorOptions } from 'electron';
import { COMMANDS, type CommandId, type DesktopCommandId, type MenuId } from '#shared/commands/commands.ts';
import { COMMAND_NAMES, MENU_NAMES } from '#shared/commands/texts.ts';

export interface MenuSources {
  language: 'en' | 'zh-CN';
  /** What is done here, with or without a window. */
  desktop: Readonly<Record<DesktopCommandId, () => void>>;
  /** Hands the others on to the window. */
  askPage: (id: CommandId) => void;
}

/** The menus between the system's own. */
export function menuTemplate(sources: MenuSources): MenuItemConstructorOptions[] {
  return [
    { role: 'appMenu' },
    ourMenu('file', sources),
    { role: 'editMenu' },
    ourMenu('view', sources),
    ourMenu('downloads', sources),
    { role: 'windowMenu' },
    { ...ourMenu('help', sources), role: 'help' },
  ];
}

function ourMenu(menu: MenuId, { language, desktop, askPage }: MenuSources): MenuItemConstructorOptions {
  const here: Partial<Record<CommandId, () => void>> = desktop;
  const items = COMMANDS.filter((command) => command.menu === menu);
  return {
    label: MENU_NAMES[language][menu],
    submenu: items.map(({ id, keys: [accelerator = ''] = [] }) => ({
      label: COMMAND_NAMES[language][id],
      accelerator,
      click: () => (here[id] === undefined ? askPage(id) : here[id]()),
    })),
  };
}
