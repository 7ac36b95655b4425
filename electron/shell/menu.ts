import { Menu } from 'electron';
import { menuTemplate, type MenuSources } from './menu-template.ts';

/**
 * macOS needs an application menu for its editing shortcuts; its texts come from the system, in the user's language, and
 * ours follow it. Elsewhere the window carries no menu bar, and hears the same shortcuts itself.
 */
export function setMenu(platform: string, sources: MenuSources): void {
  Menu.setApplicationMenu(platform === 'darwin' ? Menu.buildFromTemplate(menuTemplate(sources)) : null);
}
