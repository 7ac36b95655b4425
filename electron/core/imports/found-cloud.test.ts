import { describe, expect, it } from 'vitest';
import { endpointOf, foundCloud } from './found-cloud.ts';

const cloudOf = (baseUrl: string) => foundCloud({ baseUrl, channelKey: '' });

describe('the cloud of a base URL', () => {
  it.each([
    ['', 'ucloud'],
    ['https://api.ucloud.cn', 'ucloud'],
    ['https://api.ucloud.cn/', 'ucloud'],
    [' HTTPS://API.UCLOUD.CN/ ', 'ucloud'],
    ['https://api.ucloud-global.com', 'ucloudGlobal'],
    ['http://api.service.ucloud.cn', 'ucloudVpc'],
  ])('“%s” is a known one', (baseUrl, presetId) => {
    expect(cloudOf(baseUrl)).toMatchObject({ ok: true, cloud: { kind: 'preset', presetId, channelKey: '' } });
  });

  it.each([
    ['https://api.example.com', 'https://api.example.com/'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/'],
  ])('“%s” is a custom endpoint', (baseUrl, apiUrl) => {
    expect(cloudOf(baseUrl)).toMatchObject({ ok: true, apiUrl, cloud: { kind: 'custom', apiUrl } });
  });

  it.each([
    ['http://api.ucloud.cn/', 'plainHttp', 'api.ucloud.cn'],
    ['http://api.service.ucloud.cn.example.com/', 'plainHttp', 'api.service.ucloud.cn.example.com'],
    ['https://made-up:secret@api.ucloud.cn/', 'badEndpoint', 'api.ucloud.cn'],
    ['https://api.example.com/path?key=secret', 'badEndpoint', 'api.example.com'],
    ['ftp://api.example.com', 'badEndpoint', 'api.example.com'],
    ['api.example.com', 'badEndpoint', ''],
  ])('“%s” is refused, and no more than its host is shown', (baseUrl, reason, cloudName) => {
    expect(cloudOf(baseUrl)).toEqual({ ok: false, reason, cloudName });
  });

  it('takes the channel key along, unless it could not be a header', () => {
    const baseUrl = 'https://api.example.com';
    expect(foundCloud({ baseUrl, channelKey: 'made-up' })).toMatchObject({ cloud: { channelKey: 'made-up' } });
    expect(foundCloud({ baseUrl, channelKey: 'a\r\nb: c' })).toMatchObject({ ok: false, reason: 'badEndpoint' });
  });
});

describe('the endpoint of a stored profile', () => {
  it.each([
    [{ kind: 'preset', presetId: 'ucloud', channelKey: '' }, 'https://api.ucloud.cn/'],
    [{ kind: 'preset', presetId: 'gone', channelKey: '' }, ''],
    [{ kind: 'custom', apiUrl: 'https://api.example.com', channelKey: '' }, 'https://api.example.com/'],
    [{ kind: 'custom', apiUrl: 'nonsense', channelKey: '' }, ''],
    [{ kind: 'practice' }, ''],
  ] as const)('of %j is %s', (cloud, apiUrl) => {
    expect(endpointOf(cloud)).toBe(apiUrl);
  });
});
