import type { Settings } from '#shared/models/settings.ts';
import { isChineseSystem } from './app-info.ts';

/** What the system says in our name, outside the window. Everything inside it is in `renderer/locales`. */
const ENGLISH = {
  verified: 'Download verified',
  completed: 'Download completed',
  failed: 'Download failed',
  showInFolder: 'Show in folder',
  clickToShow: (name: string) => `${name}\nClick to show it in its folder.`,
  clickToSee: (name: string) => `${name}\nClick to see why.`,
  quitQuestion: (count: number) =>
    `Quit while ${count === 1 ? 'a download is' : `${count} downloads are`} not finished?`,
  quitDetail: 'Downloading stops now. What has come so far is kept, and the next start offers to continue.',
  quit: 'Quit',
  keepDownloading: 'Keep downloading',
  doNotAsk: 'Do not ask again',
};

const CHINESE: typeof ENGLISH = {
  verified: '下载完成，校验通过',
  completed: '下载完成',
  failed: '下载失败',
  showInFolder: '在文件夹中显示',
  clickToShow: (name) => `${name}\n点击可在文件夹中显示。`,
  clickToSee: (name) => `${name}\n点击查看原因。`,
  quitQuestion: (count) => `还有 ${count} 个下载没有完成，要退出吗？`,
  quitDetail: '下载会立即停止，已下载的部分会保留，下次启动时可以继续。',
  quit: '退出',
  keepDownloading: '继续下载',
  doNotAsk: '不再询问',
};

/** In the language of the window. */
export function textsFor({ language }: Pick<Settings, 'language'>): typeof ENGLISH {
  const isChinese = language === 'system' ? isChineseSystem() : language === 'zh-CN';
  return isChinese ? CHINESE : ENGLISH;
}
