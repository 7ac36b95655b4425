/** A part of the application menu that is ours; the others come from the system. */
export const MENUS = ['file', 'view', 'downloads', 'help'] as const;
export type MenuId = (typeof MENUS)[number];

interface CommandDefinition {
  id: string;
  /**
   * What to press (accelerators.ts says how it is written). The first is shown, and is the menu's; the others work
   * beside it.
   */
  keys?: readonly string[];
  /** The menu it stands in, for systems that have one. */
  menu?: MenuId;
  /** The desktop process can do it too, and does where the menu asks for it: also without a window. */
  isDesktops?: true;
  /** Works while a dialog is open, which keeps all others from what lies behind it. */
  isAnywhere?: true;
}

const ROWS = [
  { id: 'palette.open', keys: ['CmdOrCtrl+K'], menu: 'view', isAnywhere: true },
  { id: 'page.browse', keys: ['CmdOrCtrl+1'], menu: 'view' },
  { id: 'page.getById', keys: ['CmdOrCtrl+2'], menu: 'view' },
  { id: 'page.downloads', keys: ['CmdOrCtrl+3'], menu: 'view' },
  { id: 'page.history', keys: ['CmdOrCtrl+4'], menu: 'view' },
  { id: 'page.settings', keys: ['CmdOrCtrl+5', 'CmdOrCtrl+,'], menu: 'view' },
  { id: 'file.check', keys: ['CmdOrCtrl+O'], menu: 'file' },
  { id: 'instance.backUp' },
  { id: 'profile.add', menu: 'file' },
  { id: 'profile.edit', menu: 'file' },
  { id: 'paste.open', keys: ['CmdOrCtrl+Shift+T'], menu: 'file' },
  { id: 'vault.lock', keys: ['CmdOrCtrl+Shift+L'], menu: 'file', isDesktops: true, isAnywhere: true },
  { id: 'vault.unlock', menu: 'file' },
  { id: 'downloads.pauseAll', menu: 'downloads' },
  { id: 'downloads.resumeAll', menu: 'downloads' },
  { id: 'downloads.openFolder', menu: 'downloads' },
  { id: 'theme.system' },
  { id: 'theme.light' },
  { id: 'theme.dark' },
  { id: 'language.system' },
  { id: 'language.en' },
  { id: 'language.zh-CN' },
  { id: 'shortcuts.show', keys: ['CmdOrCtrl+/', '?'], menu: 'help' },
] as const satisfies readonly CommandDefinition[];

type Row = (typeof ROWS)[number];
export type CommandId = Row['id'];
/** Those the desktop process carries out by itself. */
export type DesktopCommandId = Extract<Row, { isDesktops: true }>['id'];

/**
 * Everything that can be asked for by name: the one source of the application menu, the shortcuts and the command
 * palette. Their names are in texts.ts; what they do is told where it is done (renderer/features/commands).
 */
export const COMMANDS: readonly (CommandDefinition & { id: CommandId })[] = ROWS;

export const COMMAND_IDS: readonly CommandId[] = COMMANDS.map(({ id }) => id);
