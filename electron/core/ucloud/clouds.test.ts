import { describe, expect, test } from 'vitest';
import { isAppError } from '#shared/errors.ts';
import { cloudPreset, type CloudChoice } from '#shared/models/cloud.ts';
import { CLOUD_PRESETS, resolveCloud } from './clouds.ts';
import { checkEndpoint } from './endpoint.ts';

describe('the presets', () => {
  test('are valid, have distinct ids and names, and pass the endpoint rules', () => {
    for (const preset of CLOUD_PRESETS) {
      expect(cloudPreset.parse(preset)).toEqual(preset);
      expect(preset.keyPageUrl).toMatch(/^$|^https:\/\/console\./u);
    }
    for (const { apiUrl } of CLOUD_PRESETS.filter(({ isPlainHttp }) => !isPlainHttp)) {
      expect(checkEndpoint(apiUrl)).toMatchObject({ ok: true, apiUrl });
    }
    expect(new Set(CLOUD_PRESETS.map(({ id }) => id)).size).toBe(CLOUD_PRESETS.length);
    expect(new Set(CLOUD_PRESETS.map(({ name }) => name)).size).toBe(CLOUD_PRESETS.length);
  });

  test('only the gateway inside the VPC is plain http, and its name says so', () => {
    const plain = CLOUD_PRESETS.filter(({ isPlainHttp, apiUrl }) => isPlainHttp || apiUrl.startsWith('http:'));
    expect(plain.map(({ id }) => id)).toEqual(['ucloudVpc']);
    expect(plain[0]?.name).toMatch(/VPC.*HTTP/u);
  });
});

describe('resolving a cloud', () => {
  test('finds a preset and passes its channel key on, trimmed', () => {
    expect(resolveCloud({ kind: 'preset', presetId: 'ucloudGlobal', channelKey: ' key-1 ' })).toEqual({
      apiUrl: 'https://api.ucloud-global.com/',
      channelKey: 'key-1',
      isLoopback: false,
    });
  });

  test('normalises a custom endpoint', () => {
    expect(resolveCloud({ kind: 'custom', apiUrl: ' http://localhost:8081 ', channelKey: '' })).toEqual({
      apiUrl: 'http://localhost:8081/',
      channelKey: '',
      isLoopback: true,
    });
  });

  test('takes the practice cloud from whoever runs it', () => {
    const resolved = resolveCloud({ kind: 'practice' }, 'http://127.0.0.1:4567/');
    expect(resolved).toEqual({ apiUrl: 'http://127.0.0.1:4567/', channelKey: '', isLoopback: true });
  });

  test.each<[string, CloudChoice, object]>([
    ['an unknown preset', { kind: 'preset', presetId: 'gone', channelKey: '' }, { cloud: 'required' }],
    ['a bad endpoint', { kind: 'custom', apiUrl: 'http://api.ucloud.cn', channelKey: '' }, { apiUrl: 'urlPlainHttp' }],
    [
      'a channel key that would start another header',
      { kind: 'preset', presetId: 'ucloud', channelKey: 'a\r\nHost: b' },
      { channelKey: 'invalidCharacters' },
    ],
  ])('refuses %s by field', (_name, choice, fields) => {
    expect(errorOf(() => resolveCloud(choice))).toMatchObject({ code: 'invalidInput', fields });
  });

  test.each([undefined, 'http://10.0.0.1:4567/'])('has no practice cloud at %s', (apiUrl) => {
    expect(errorOf(() => resolveCloud({ kind: 'practice' }, apiUrl))).toMatchObject({ code: 'practiceUnavailable' });
  });
});

function errorOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return isAppError(error) ? error.data : error;
  }
  return undefined;
}
