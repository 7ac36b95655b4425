import type { Handlers } from '#shared/contract/index.ts';

type AppInfo = Awaited<ReturnType<Handlers<'app'>['info']>>;

export function appHandlers(services: {
  info: () => Promise<AppInfo>;
  copyText: (text: string) => Promise<void>;
  openPage: (page: Parameters<Handlers<'app'>['openPage']>[0]['page'], presetId: string) => Promise<void>;
}): Handlers<'app'> {
  return {
    info: () => services.info(),
    async copyText({ text }) {
      await services.copyText(text);
      return null;
    },
    async openPage({ page, presetId }) {
      await services.openPage(page, presetId);
      return null;
    },
  };
}
