import { expect, test } from 'vitest';
import type { ProxySettings } from '#shared/models/network.ts';
import { checkProxy, INITIAL_PROXY, isOwnProxy, isSameProxy, proxyConfigOf, proxyNamedIn } from './proxy-policy.ts';

const manual = (changes: Partial<ProxySettings> = {}): ProxySettings => ({
  ...INITIAL_PROXY,
  mode: 'manual',
  host: 'proxy.example',
  port: 3128,
  ...changes,
});
const pac = (pacUrl: string): ProxySettings => ({ ...INITIAL_PROXY, mode: 'pac', pacUrl });

test.each([
  [INITIAL_PROXY, { mode: 'system' }],
  [{ ...manual(), mode: 'none' as const }, { mode: 'direct' }],
  [pac('http://pac.example/p.pac'), { mode: 'pac_script', pacScript: 'http://pac.example/p.pac' }],
  [manual(), { mode: 'fixed_servers', proxyRules: 'proxy.example:3128', proxyBypassRules: '' }],
  [
    manual({ host: 'PROXY.example', bypass: '*.lan\n10.0.0.0/8, <local>' }),
    { mode: 'fixed_servers', proxyRules: 'proxy.example:3128', proxyBypassRules: '*.lan,10.0.0.0/8,<local>' },
  ],
])('%j is told to Chromium as %j', (settings, config) => {
  expect(proxyConfigOf(settings)).toEqual(config);
});

test.each([
  [manual(), {}],
  [manual({ host: '10.0.0.1' }), {}],
  [manual({ host: '[::1]' }), {}],
  [manual({ host: '', port: 0 }), { host: 'required', port: 'urlPort' }],
  [manual({ host: 'http://proxy.example' }), { host: 'invalidCharacters' }],
  [manual({ host: 'one;two' }), { host: 'invalidCharacters' }],
  [manual({ bypass: '*.lan "x"' }), { bypass: 'invalidCharacters' }],
  [manual({ user: 'a:b' }), { user: 'invalidCharacters' }],
  [pac(''), { pacUrl: 'required' }],
  [pac('pac.example'), { pacUrl: 'urlInvalid' }],
  [pac('javascript:alert(1)'), { pacUrl: 'urlInvalid' }],
  [pac('file:///etc/proxy.pac'), { pacUrl: 'urlInvalid' }],
  [pac('https://pac.example/proxy.pac'), {}],
  [{ ...INITIAL_PROXY, host: '??' }, {}],
])('%j is accepted but for %j', (settings, fields) => {
  expect(checkProxy(settings)).toEqual(fields);
});

test.each([
  [manual(), manual({ bypass: '*.lan' }), true],
  [manual(), manual({ host: 'PROXY.EXAMPLE' }), true],
  [manual(), manual({ port: 8080 }), false],
  [manual(), manual({ user: 'somebody' }), false],
  [manual(), INITIAL_PROXY, false],
  [pac('http://a.example/p'), pac('http://b.example/p'), false],
  [INITIAL_PROXY, { ...INITIAL_PROXY, host: 'left over' }, true],
])('a password for %j may stay with %j: %s', (one, other, isSame) => {
  expect(isSameProxy(one, other)).toBe(isSame);
});

test.each([
  [manual(), { host: 'proxy.example', port: 3128 }, true],
  [manual(), { host: 'proxy.example', port: 80 }, false],
  [manual(), { host: 'other.example', port: 3128 }, false],
  [manual({ host: '[::1]' }), { host: '::1', port: 3128 }, true],
  [pac('http://a.example/p'), { host: 'named.example', port: 1 }, true],
  [{ ...INITIAL_PROXY, mode: 'none' as const }, { host: 'x', port: 1 }, false],
])('%j answers %j: %s', (settings, asking, answers) => {
  expect(isOwnProxy(settings, asking)).toBe(answers);
});

test.each([
  ['DIRECT', ''],
  ['PROXY 127.0.0.1:8888', '127.0.0.1:8888'],
  ['PROXY a:1; DIRECT', 'a:1'],
  ['SOCKS5 b:2;DIRECT', 'b:2'],
  ['DIRECT; PROXY a:1', ''],
])('in %j the proxy is %j', (resolved, named) => {
  expect(proxyNamedIn(resolved)).toBe(named);
});
