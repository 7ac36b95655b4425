import { Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * macOS needs an application menu for its editing shortcuts; its texts come from the system, in the user's language, and
 * ours follow it. Elsewhere the window carries no menu bar, and hears the same shortcut itself.
 */
export function setMenu(platform: string, options: { isChinese: boolean; lockNow: () => void }): void {
  if (platform !== 'darwin') {
    Menu.setApplicationMenu(null);
    return;
  }
  const { isChinese, lockNow } = options;
  const vault: MenuItemConstructorOptions = {
    label: isChinese ? '密钥' : 'Vault',
    submenu: [
      { label: isChinese ? '立即锁定' : 'Lock Now', accelerator: 'CommandOrControl+Shift+L', click: () => lockNow() },
    ],
  };
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, vault, { role: 'windowMenu' }]),
  );
}
