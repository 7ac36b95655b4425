import { Menu } from 'electron';

/**
 * macOS needs an application menu for its editing shortcuts; its texts come from the system, in the user's language.
 * Elsewhere the window carries no menu bar.
 */
export function setMenu(platform: string): void {
  if (platform !== 'darwin') {
    Menu.setApplicationMenu(null);
    return;
  }
  Menu.setApplicationMenu(Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]));
}
