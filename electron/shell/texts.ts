import type { Settings } from '#shared/models/settings.ts';
import { isChineseSystem } from './app-info.ts';

/** What the system says in our name, outside the window. Everything inside it is in `renderer/locales`. */
const ENGLISH = {
  done: 'Download completed',
  failed: 'Download failed',
  showInFolder: 'Show in folder',
  clickToShow: (name: string) => `${name}\nClick to show it in its folder.`,
  clickToSee: (name: string) => `${name}\nClick to see why.`,
};

const CHINESE: typeof ENGLISH = {
  done: '下载完成',
  failed: '下载失败',
  showInFolder: '在文件夹中显示',
  clickToShow: (name) => `${name}\n点击可在文件夹中显示。`,
  clickToSee: (name) => `${name}\n点击查看原因。`,
};

/** In the language of the window. */
export function textsFor({ language }: Pick<Settings, 'language'>): typeof ENGLISH {
  const isChinese = language === 'system' ? isChineseSystem() : language === 'zh-CN';
  return isChinese ? CHINESE : ENGLISH;
}
