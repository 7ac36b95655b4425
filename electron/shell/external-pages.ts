import { CLOUD_PRESETS } from '#core/ucloud/clouds.ts';
import type { EXTERNAL_PAGES } from '#shared/contract/app.ts';

type ExternalPage = (typeof EXTERNAL_PAGES)[number];

/** The only addresses the app ever opens in a browser; the page names one of these, it never passes an address. */
const PAGES: Readonly<Record<Exclude<ExternalPage, 'apiKeys'>, string>> = {
  apiDocumentation: 'https://docs.ucloud.cn/api/umem-api/describe_u_redis_backup_url',
};

/** The address of a page; undefined where a cloud has no key page that we know. */
export function externalPage(page: ExternalPage, presetId: string): string | undefined {
  if (page !== 'apiKeys') return PAGES[page];
  return CLOUD_PRESETS.find(({ id, keyPageUrl }) => id === presetId && keyPageUrl !== '')?.keyPageUrl;
}
