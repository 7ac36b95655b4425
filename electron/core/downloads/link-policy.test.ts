import { expect, test } from 'vitest';
import { admitLink, linkPlacesOf, type LinkPolicy } from './link-policy.ts';

const strict: LinkPolicy = { isLoopbackAllowed: false, isPrivateAllowed: false, plainHttpHosts: [] };
const inside: LinkPolicy = { ...strict, isPrivateAllowed: true };
const practice: LinkPolicy = { ...strict, isLoopbackAllowed: true };
const query = 'UCloudPublicKey=a%40b&Expires=1529927068&Signature=gYd+/mE=&x=%2f';

test.each<[string, LinkPolicy, string]>([
  [`https://b-1.cn-bj.ufileos.com/u/k?${query}`, strict, `https://b-1.cn-bj.ufileos.com/u/k?${query}`],
  [`http://b-1.cn-bj.ufileos.com/u/k?${query}\n`, strict, `https://b-1.cn-bj.ufileos.com/u/k?${query}`],
  [`HTTP://B-1.cn-bj.ufileos.com/u/../K?${query}`, strict, `https://B-1.cn-bj.ufileos.com/u/../K?${query}`],
  [`  https://example.com/k?${query} `, strict, `https://example.com/k?${query}`],
  ['https://example.com:8443/k', strict, 'https://example.com:8443/k'],
  ['http://store.example.com/k', { ...strict, plainHttpHosts: ['store.example.com'] }, 'http://store.example.com/k'],
  [
    'http://store.example.com:81/k',
    { ...strict, plainHttpHosts: ['store.example.com:81'] },
    'http://store.example.com:81/k',
  ],
  // The user has agreed to plain http where https could not be had.
  [
    'http://b.cn-bj.ufileos.com/k',
    { ...strict, plainHttpHosts: ['b.cn-bj.ufileos.com'] },
    'http://b.cn-bj.ufileos.com/k',
  ],
  ['http://127.0.0.1:5000/k?a=+', practice, 'http://127.0.0.1:5000/k?a=+'],
  ['http://localhost:5000/k', practice, 'http://localhost:5000/k'],
  ['http://[::1]:5000/k', practice, 'http://[::1]:5000/k'],
  ['https://10.0.0.8/k', inside, 'https://10.0.0.8/k'],
  ['https://store.corp.internal/k', inside, 'https://store.corp.internal/k'],
])('%s is opened', (link, policy, url) => {
  expect(admitLink(link, policy).url).toBe(url);
});

test.each<[string, LinkPolicy, string, string]>([
  ['http://store.example.com/k', strict, 'plainHttpNeedsConsent', 'store.example.com'],
  [
    'http://store.example.com:81/k',
    { ...strict, plainHttpHosts: ['store.example.com'] },
    'plainHttpNeedsConsent',
    'store.example.com:81',
  ],
  ['http://b.cn-bj.ufileos.com:80/k', strict, 'plainHttpNeedsConsent', 'b.cn-bj.ufileos.com'],
  ['http://b.cn-bj.ufileos.com:8080/k', strict, 'plainHttpNeedsConsent', 'b.cn-bj.ufileos.com:8080'],
  ['http://b.internal-cn-bj.ufileos.com/k', strict, 'plainHttpNeedsConsent', 'b.internal-cn-bj.ufileos.com'],
  ['http://ufileos.com.example.com/k', strict, 'plainHttpNeedsConsent', 'ufileos.com.example.com'],
  ['http://8.8.8.8/k', strict, 'plainHttpNeedsConsent', '8.8.8.8'],
  ['http://127.0.0.1:5000/k', strict, 'linkAddressRefused', '127.0.0.1:5000'],
  ['https://localhost/k', strict, 'linkAddressRefused', 'localhost'],
  ['http://2130706433/k', strict, 'linkAddressRefused', '127.0.0.1'],
  ['https://10.0.0.8/k', strict, 'linkAddressRefused', '10.0.0.8'],
  ['https://10.0.0.8/k', practice, 'linkAddressRefused', '10.0.0.8'],
  ['http://127.0.0.2/k', practice, 'linkAddressRefused', '127.0.0.2'],
  ['https://169.254.169.254/latest', practice, 'linkAddressRefused', '169.254.169.254'],
  ['https://192.168.1.1/k', { ...strict, plainHttpHosts: ['192.168.1.1'] }, 'linkAddressRefused', '192.168.1.1'],
  ['http://10.0.0.8/k', inside, 'plainHttpNeedsConsent', '10.0.0.8'],
  ['http://127.0.0.1:5000/k', inside, 'linkAddressRefused', '127.0.0.1:5000'],
  ['https://[fe80::1]/k', strict, 'linkAddressRefused', '[fe80::1]'],
  ['https://user:pw@example.com/k', strict, 'linkAddressRefused', 'example.com'],
  ['file:///etc/passwd', strict, 'linkAddressRefused', ''],
  ['ftp://example.com/k', strict, 'linkAddressRefused', 'example.com'],
  ['https:example.com/k', strict, 'linkAddressRefused', 'example.com'],
  ['nonsense', strict, 'linkAddressRefused', ''],
  ['', strict, 'linkAddressRefused', ''],
])('%s is refused', (link, policy, code, host) => {
  let error: unknown;
  try {
    admitLink(link, policy);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toMatchObject({ code, data: { params: { host } } });
});

test('it tells that https was our idea', () => {
  expect(admitLink('http://b.cn-bj.ufileos.com/k', strict).isUpgraded).toBe(true);
  expect(admitLink('https://b.cn-bj.ufileos.com/k', strict).isUpgraded).toBe(false);
});

test.each<[string, boolean, boolean]>([
  ['https://api.example.com/', false, false],
  ['http://127.0.0.1:9000/', true, false],
  ['https://10.0.0.5/', false, true],
  ['https://api.corp.internal/', false, true],
])(
  'links of a cloud at %s may lead to loopback: %s, into a network: %s',
  (apiUrl, isLoopbackAllowed, isPrivateAllowed) => {
    const cloud = { kind: 'custom', apiUrl, channelKey: '' } as const;
    expect(linkPlacesOf(cloud)).toEqual({ isLoopbackAllowed, isPrivateAllowed });
  },
);
