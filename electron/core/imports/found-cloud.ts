import type { CloudChoice } from '#shared/models/cloud.ts';
import { CLOUD_PRESETS } from '../ucloud/clouds.ts';
import { checkEndpoint } from '../ucloud/endpoint.ts';

type FoundCloud =
  | { ok: true; cloud: CloudChoice; apiUrl: string; cloudName: string }
  | { ok: false; reason: 'plainHttp' | 'badEndpoint'; cloudName: string };

/** Where the CLI and the SDKs send calls when nothing else is said. */
const DEFAULT_BASE_URL = 'https://api.ucloud.cn/';

/**
 * The cloud a base URL means: a known one by its endpoint, or a custom endpoint. Plain http is refused but for loopback
 * and for UCloud's gateway inside a VPC, which speaks nothing else and is a cloud of its own here.
 */
export function foundCloud({ baseUrl, channelKey }: { baseUrl: string; channelKey: string }): FoundCloud {
  const typed = baseUrl.trim() || DEFAULT_BASE_URL;
  const preset = CLOUD_PRESETS.find(({ apiUrl }) => apiUrl === `${typed.toLowerCase().replace(/\/$/u, '')}/`);
  const checked = checkEndpoint(typed);
  if (!/^[\x21-\x7e]{0,256}$/u.test(channelKey)) return { ok: false, reason: 'badEndpoint', cloudName: '' };
  if (preset !== undefined) {
    const { id, name, apiUrl } = preset;
    return { ok: true, cloud: { kind: 'preset', presetId: id, channelKey }, apiUrl, cloudName: name };
  }
  if (!checked.ok) {
    // Only the host: the rest of an odd address may hold what must not be shown.
    const cloudName = URL.canParse(typed) ? new URL(typed).host.slice(0, 253) : '';
    return { ok: false, reason: checked.reason === 'urlPlainHttp' ? 'plainHttp' : 'badEndpoint', cloudName };
  }
  const { apiUrl } = checked;
  return { ok: true, cloud: { kind: 'custom', apiUrl, channelKey }, apiUrl, cloudName: new URL(apiUrl).host };
}

/** The endpoint of a stored profile's cloud; empty for the practice cloud and for one that makes no sense any more. */
export function endpointOf(cloud: CloudChoice): string {
  if (cloud.kind === 'practice') return '';
  if (cloud.kind === 'preset') return CLOUD_PRESETS.find(({ id }) => id === cloud.presetId)?.apiUrl ?? '';
  const checked = checkEndpoint(cloud.apiUrl);
  return checked.ok ? checked.apiUrl : '';
}
