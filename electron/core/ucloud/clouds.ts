import { AppError, invalidInput } from '#shared/errors.ts';
import type { CloudChoice, CloudPreset } from '#shared/models/cloud.ts';
import { isLoopbackHost } from '../http/loopback.ts';
import { checkEndpoint } from './endpoint.ts';

/**
 * The clouds whose API endpoint is documented (UCloud API docs, gateway.md, and the brands' own documentation). Clouds
 * without Redis, and brands whose endpoint could only be guessed, are left to the custom field: a signed request sent to
 * the wrong host is a credential given away.
 */
export const CLOUD_PRESETS: readonly CloudPreset[] = [
  preset('ucloud', 'UCloud', 'api.ucloud.cn', 'https://console.ucloud.cn/uapi/apikey'),
  preset(
    'ucloudGlobal',
    'UCloud Global',
    'api.ucloud-global.com',
    'https://console.ucloud-global.com/uaccount/api_manage',
  ),
  preset('surferCloud', 'SurferCloud', 'api.surfercloud.com', 'https://console.surfercloud.com/uaccount/api_manage'),
  preset('sigCalCloud', 'SigCalCloud', 'api.sigcalcloud.com', 'https://console.sigcalcloud.com/uaccount/api_manage'),
  preset('dezAi', 'DezAI', 'api.dezai.com', 'https://console.dezai.com/uaccount/api_manage'),
  preset('sCloudSg', 'SCloud SG', 'api.scloudsg.com', 'https://console.scloudsg.com/uaccount/api_manage'),
  preset('sCloud', 'SCloud', 'api.scloud.sg', ''),
  // The gateway inside UCloud's network speaks no https. Choosing it by this name is the explicit consent.
  {
    id: 'ucloudVpc',
    name: 'UCloud, from inside a VPC (plain HTTP)',
    apiUrl: 'http://api.service.ucloud.cn/',
    keyPageUrl: 'https://console.ucloud.cn/uapi/apikey',
    isPlainHttp: true,
  },
];

/** Where calls go, and what they carry besides their parameters. */
interface ResolvedCloud {
  /** The base URL, with a trailing slash. */
  apiUrl: string;
  /** The `channel-key` header of dedicated channels; empty for none. */
  channelKey: string;
  isLoopback: boolean;
}

/**
 * @param practiceApiUrl the running practice cloud's base URL.
 * Throws AppError `invalidInput` (fields `cloud`, `apiUrl`, `channelKey`) or `practiceUnavailable`.
 */
export function resolveCloud(choice: CloudChoice, practiceApiUrl?: string): ResolvedCloud {
  if (choice.kind === 'practice') return practiceCloud(practiceApiUrl);
  const channelKey = choice.channelKey.trim();
  // It becomes a header: a line break in it would begin another one.
  if (!/^[\x21-\x7e]*$/u.test(channelKey)) throw invalidInput({ channelKey: 'invalidCharacters' });
  const { apiUrl, isLoopback } = choice.kind === 'preset' ? presetCloud(choice.presetId) : customCloud(choice.apiUrl);
  return { apiUrl, channelKey, isLoopback };
}

/** The API of a cloud that is not on this machine by itself; UCloud's in place of none and of the practice cloud. */
export function publicApiUrl(choice: CloudChoice | undefined): string {
  const isElsewhere = choice !== undefined && choice.kind !== 'practice';
  return resolveCloud(isElsewhere ? choice : { kind: 'preset', presetId: 'ucloud', channelKey: '' }).apiUrl;
}

function presetCloud(presetId: string): { apiUrl: string; isLoopback: boolean } {
  const found = CLOUD_PRESETS.find(({ id }) => id === presetId);
  if (found === undefined) throw invalidInput({ cloud: 'required' });
  return { apiUrl: found.apiUrl, isLoopback: false };
}

function customCloud(text: string): { apiUrl: string; isLoopback: boolean } {
  const checked = checkEndpoint(text);
  if (!checked.ok) throw invalidInput({ apiUrl: checked.reason });
  return checked;
}

function practiceCloud(apiUrl: string | undefined): ResolvedCloud {
  if (apiUrl === undefined || !isLoopbackHost(new URL(apiUrl).host)) throw new AppError('practiceUnavailable');
  return { apiUrl, channelKey: '', isLoopback: true };
}

function preset(id: string, name: string, host: string, keyPageUrl: string): CloudPreset {
  return { id, name, apiUrl: `https://${host}/`, keyPageUrl, isPlainHttp: false };
}
