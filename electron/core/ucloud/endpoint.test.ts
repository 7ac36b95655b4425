import { describe, expect, test } from 'vitest';
import { isLoopbackHost } from '../http/loopback.ts';
import { checkEndpoint } from './endpoint.ts';

describe('an endpoint that is accepted', () => {
  test.each([
    ['https://api.ucloud.cn', 'https://api.ucloud.cn/'],
    ['https://api.ucloud.cn/', 'https://api.ucloud.cn/'],
    ['  https://api.ucloud.cn \n', 'https://api.ucloud.cn/'],
    ['HTTPS://API.UCloud.CN', 'https://api.ucloud.cn/'],
    ['https://api.ucloud.cn:443', 'https://api.ucloud.cn/'],
    ['https://api.ucloud.cn:8443', 'https://api.ucloud.cn:8443/'],
    ['https://api.ucloud.cn:65535/', 'https://api.ucloud.cn:65535/'],
    ['https://api.ucloud.cn:1', 'https://api.ucloud.cn:1/'],
    ['https://gateway', 'https://gateway/'],
    ['https://xn--fsqu00a.xn--0zwm56d', 'https://xn--fsqu00a.xn--0zwm56d/'],
    ['https://例子.测试', 'https://xn--fsqu00a.xn--0zwm56d/'],
    // The second letter is Cyrillic: as punycode it no longer looks like the real one.
    ['https://аpi.ucloud.cn', 'https://xn--pi-6kc.ucloud.cn/'],
    ['https://10.10.10.10', 'https://10.10.10.10/'],
    ['https://192.168.1.20:8443', 'https://192.168.1.20:8443/'],
    ['https://[2001:db8::1]', 'https://[2001:db8::1]/'],
    ['https://[2001:DB8:0:0:0:0:0:1]:8443', 'https://[2001:db8::1]:8443/'],
    ['https://127.0.0.1:8443', 'https://127.0.0.1:8443/'],
    ['http://127.0.0.1', 'http://127.0.0.1/'],
    ['http://127.0.0.1:80', 'http://127.0.0.1/'],
    ['http://127.0.0.1:8081/', 'http://127.0.0.1:8081/'],
    ['http://localhost:3000', 'http://localhost:3000/'],
    ['http://LOCALHOST', 'http://localhost/'],
    ['http://[::1]:9000', 'http://[::1]:9000/'],
    ['http://[0:0:0:0:0:0:0:1]', 'http://[::1]/'],
  ])('%s', (text, apiUrl) => {
    expect(checkEndpoint(text)).toEqual({
      ok: true,
      apiUrl,
      isPlainHttp: apiUrl.startsWith('http:'),
      isLoopback: /127\.0\.0\.1|localhost|\[::1\]/u.test(apiUrl),
    });
  });
});

describe('an endpoint that is refused', () => {
  test.each([
    ['', 'required'],
    [' \t ', 'required'],
    [`https://${'a'.repeat(2100)}.cn`, 'tooLong'],
    // Scheme.
    ['api.ucloud.cn', 'urlScheme'],
    ['api.ucloud.cn:443', 'urlScheme'],
    ['//api.ucloud.cn', 'urlScheme'],
    ['ftp://api.ucloud.cn', 'urlScheme'],
    ['file:///etc/passwd', 'urlScheme'],
    ['javascript:alert(1)', 'urlScheme'],
    ['https:api.ucloud.cn', 'urlScheme'],
    ['ws://127.0.0.1', 'urlScheme'],
    // Plain http.
    ['http://api.ucloud.cn', 'urlPlainHttp'],
    ['http://api.service.ucloud.cn', 'urlPlainHttp'],
    ['http://10.0.0.1', 'urlPlainHttp'],
    ['http://127.0.0.2', 'urlPlainHttp'],
    ['http://localhost.example.com', 'urlPlainHttp'],
    ['http://127.0.0.1.nip.io', 'urlPlainHttp'],
    ['http://app.localhost', 'urlPlainHttp'],
    ['http://[2001:db8::1]', 'urlPlainHttp'],
    // User information.
    ['https://user@api.ucloud.cn', 'urlUserInfo'],
    ['https://user:word@api.ucloud.cn', 'urlUserInfo'],
    ['https://@api.ucloud.cn', 'urlUserInfo'],
    ['http://127.0.0.1@evil.example', 'urlUserInfo'],
    ['https://api.ucloud.cn:443@evil.example', 'urlUserInfo'],
    // Path, query, fragment.
    ['https://api.ucloud.cn/v1', 'urlPath'],
    ['https://api.ucloud.cn//', 'urlPath'],
    ['https://api.ucloud.cn/.', 'urlPath'],
    ['https://api.ucloud.cn/%2e%2e/', 'urlPath'],
    ['https://api.ucloud.cn/?Action=GetRegion', 'urlQuery'],
    ['https://api.ucloud.cn?', 'urlQuery'],
    ['https://api.ucloud.cn/#', 'urlQuery'],
    ['https://api.ucloud.cn#@evil.example', 'urlQuery'],
    // Port.
    ['https://api.ucloud.cn:', 'urlPort'],
    ['https://api.ucloud.cn:0', 'urlPort'],
    ['https://api.ucloud.cn:65536', 'urlPort'],
    ['https://api.ucloud.cn:https', 'urlPort'],
    ['https://api.ucloud.cn:-1', 'urlPort'],
    ['http://[::1]:99999', 'urlPort'],
    ['https://api.ucloud.cn:443:443', 'urlPort'],
    // Host.
    ['https://', 'urlHost'],
    ['https:///api.ucloud.cn', 'urlHost'],
    ['https://api..ucloud.cn', 'urlHost'],
    ['https://.ucloud.cn', 'urlHost'],
    ['https://api.ucloud.cn.', 'urlHost'],
    ['http://localhost.', 'urlHost'],
    ['https://-api.ucloud.cn', 'urlHost'],
    ['https://api_gateway.ucloud.cn', 'urlHost'],
    ['https://%61pi.ucloud.cn', 'urlHost'],
    ['https://*.ucloud.cn', 'urlHost'],
    [`https://${'a'.repeat(64)}.cn`, 'urlHost'],
    [`https://${'abcdefghi.'.repeat(26)}cn`, 'urlHost'],
    ['https://256.1.1.1', 'urlHost'],
    ['https://[::1', 'urlHost'],
    ['https://[fe80::1%25eth0]', 'urlHost'],
    // Addresses in disguise, and addresses nothing answers on.
    ['http://127.1', 'urlHost'],
    ['http://2130706433', 'urlHost'],
    ['http://0x7f000001', 'urlHost'],
    ['http://0177.0.0.1', 'urlHost'],
    ['http://127.0.0.1.', 'urlHost'],
    ['http://1２7.0.0.1', 'urlHost'],
    ['http://0.0.0.0:8080', 'urlHost'],
    ['https://0.0.0.0', 'urlHost'],
    ['http://[::]:8080', 'urlHost'],
    ['https://169.254.169.254', 'urlHost'],
    ['https://169.254.1.1', 'urlHost'],
    ['https://100.100.100.200', 'urlHost'],
    ['https://255.255.255.255', 'urlHost'],
    ['https://224.0.0.1', 'urlHost'],
    ['https://[fe80::1]', 'urlHost'],
    ['https://[::ffff:169.254.169.254]', 'urlHost'],
    ['http://[::ffff:127.0.0.1]', 'urlHost'],
    ['http://[::127.0.0.1]', 'urlHost'],
    ['https://[64:ff9b::a9fe:a9fe]', 'urlHost'],
    ['https://[fd00:ec2::254]', 'urlHost'],
    // Text that URL would repair.
    ['https://api.ucloud.cn\\@evil.example', 'urlInvalid'],
    ['https:\\\\api.ucloud.cn', 'urlScheme'],
    ['https://api.\tucloud.cn', 'urlInvalid'],
    ['https://api ucloud.cn', 'urlInvalid'],
    ['https://api.uc\u200Bloud.cn', 'urlInvalid'],
    ['https://api.ucloud.cn\u0000', 'urlInvalid'],
  ])('%j', (text, reason) => {
    expect(checkEndpoint(text)).toEqual({ ok: false, reason });
  });
});

describe('loopback', () => {
  test.each(['127.0.0.1', '127.0.0.1:8080', 'localhost', 'LocalHost:1', '[::1]', '[::1]:443', '::1'])(
    '%s is this machine',
    (host) => {
      expect(isLoopbackHost(host)).toBe(true);
    },
  );

  test.each(['', '127.0.0.2', '127.0.0.1.nip.io', 'localhost.', 'x.localhost', '[::2]', 'notlocalhost', '0.0.0.0'])(
    '%j is not taken for this machine',
    (host) => {
      expect(isLoopbackHost(host)).toBe(false);
    },
  );
});
