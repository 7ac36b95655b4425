import type { CommandId, MenuId } from './commands.ts';

type Language = 'en' | 'zh-CN';

/** What commands are called, in the window and in the application menu. */
export const COMMAND_NAMES: Record<Language, Record<CommandId, string>> = {
  en: {
    'palette.open': 'Command palette…',
    'page.browse': 'Go to Browse',
    'page.getById': 'Go to Get by ID',
    'page.downloads': 'Go to Downloads',
    'page.history': 'Go to History',
    'page.settings': 'Go to Settings',
    'file.check': 'Check a file…',
    'instance.backUp': 'Back up now…',
    'profile.add': 'New profile…',
    'profile.edit': 'Edit this profile…',
    'paste.open': 'Paste text…',
    'vault.lock': 'Lock the vault',
    'vault.unlock': 'Unlock the vault…',
    'downloads.pauseAll': 'Pause all downloads',
    'downloads.resumeAll': 'Resume all downloads',
    'downloads.openFolder': 'Open the downloads folder',
    'theme.system': 'Theme: as the system',
    'theme.light': 'Theme: light',
    'theme.dark': 'Theme: dark',
    'language.system': 'Language: as the system',
    'language.en': 'Language: English',
    'language.zh-CN': 'Language: 简体中文',
    'shortcuts.show': 'Keyboard shortcuts',
  },
  'zh-CN': {
    'palette.open': '命令面板…',
    'page.browse': '前往“浏览”',
    'page.getById': '前往“按 ID 获取”',
    'page.downloads': '前往“下载”',
    'page.history': '前往“历史记录”',
    'page.settings': '前往“设置”',
    'file.check': '校验文件…',
    'instance.backUp': '立即备份…',
    'profile.add': '新建配置…',
    'profile.edit': '编辑当前配置…',
    'paste.open': '粘贴文本…',
    'vault.lock': '锁定密钥',
    'vault.unlock': '解锁密钥…',
    'downloads.pauseAll': '暂停全部下载',
    'downloads.resumeAll': '继续全部下载',
    'downloads.openFolder': '打开下载文件夹',
    'theme.system': '主题：跟随系统',
    'theme.light': '主题：浅色',
    'theme.dark': '主题：深色',
    'language.system': '语言：跟随系统',
    'language.en': '语言：English',
    'language.zh-CN': '语言：简体中文',
    'shortcuts.show': '键盘快捷键',
  },
};

export const MENU_NAMES: Record<Language, Record<MenuId, string>> = {
  en: { file: 'File', view: 'View', downloads: 'Downloads', help: 'Help' },
  'zh-CN': { file: '文件', view: '显示', downloads: '下载', help: '帮助' },
};
