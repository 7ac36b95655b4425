import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCliProfiles } from './cli-profiles.ts';
import { profileFromEnvironment } from './environment.ts';
import type { FileText } from './read-file.ts';

const text = (value: unknown): FileText => ({ ok: true, text: JSON.stringify(value) });
const gone = (reason: 'missing' | 'noPermission'): FileText => ({ ok: false, reason });

// The fields of the CLI's own files, with made-up values.
const CONFIG = [
  {
    project_id: 'org-3kopqz',
    region: 'cn-bj2',
    zone: 'cn-bj2-02',
    base_url: 'https://api.ucloud.cn',
    timeout_sec: 15,
    profile: 'ucloud',
    active: false,
  },
  {
    project_id: 'org-0qakla/Default',
    region: 'cn-sh2',
    zone: '',
    base_url: 'https://api.ucloud.cn/',
    timeout_sec: 30,
    profile: 'default',
    active: true,
    max_retry_times: null,
    agree_upload_log: false,
  },
];
const OTHERS = { cookie: 'made-up-cookie', csrf_token: 'made-up-csrf' };
const CREDENTIAL = [
  { public_key: 'made-up-public-1', private_key: 'made-up-private-1', ...OTHERS, profile: 'ucloud' },
  { public_key: 'made-up-public-2', private_key: 'made-up-private-2', ...OTHERS, profile: 'default' },
  {
    public_key: '',
    private_key: '',
    ...OTHERS,
    profile: 'sso',
    auth_mode: 'oauth',
    access_token: 'made-up-access',
    refresh_token: 'made-up-refresh',
    expires_at: 1_790_000_000,
  },
];

const namesAndNotes = (config: FileText, credential: FileText): [string, readonly string[]][] =>
  readCliProfiles({ config, credential }).found.map(({ name, notes }) => [name, notes]);

describe('the CLI’s two files', () => {
  it('are joined by profile, the active one first', () => {
    const { found, configProblem, credentialProblem } = readCliProfiles({
      config: text(CONFIG),
      credential: text(CREDENTIAL),
    });
    expect([configProblem, credentialProblem]).toEqual([undefined, undefined]);
    expect(found.map(({ privateKey }) => privateKey.toString())).toEqual([
      'made-up-private-2',
      'made-up-private-1',
      '',
    ]);
    expect(found).toMatchObject([
      {
        name: 'default',
        baseUrl: 'https://api.ucloud.cn/',
        projectId: 'org-0qakla',
        regionId: 'cn-sh2',
        publicKey: 'made-up-public-2',
        notes: [],
      },
      {
        name: 'ucloud',
        baseUrl: 'https://api.ucloud.cn',
        projectId: 'org-3kopqz',
        regionId: 'cn-bj2',
        publicKey: 'made-up-public-1',
        notes: [],
      },
      { name: 'sso', notes: expect.arrayContaining(['oauth']) },
    ]);
  });

  it('give nothing of tokens and cookies', () => {
    const { found } = readCliProfiles({ config: text(CONFIG), credential: text(CREDENTIAL) });
    expect(JSON.stringify(found)).not.toMatch(/cookie|csrf|access|refresh/u);
  });

  it('need not be complete', () => {
    expect(namesAndNotes(text(CONFIG), gone('missing'))).toEqual([
      ['default', ['noKeys']],
      ['ucloud', ['noKeys']],
    ]);
    expect(namesAndNotes(gone('missing'), text(CREDENTIAL.slice(0, 1)))).toEqual([['ucloud', ['noSettings']]]);
    expect(namesAndNotes(text([]), text(CREDENTIAL.slice(0, 1)))).toEqual([['ucloud', ['noSettings']]]);
    expect(namesAndNotes(gone('missing'), gone('missing'))).toEqual([]);
  });

  it('hold a key back whose settings exist but cannot be read', () => {
    const credential = text(CREDENTIAL.slice(0, 1));
    for (const config of [gone('noPermission'), { ok: true, text: '[{' }, text({ profile: 'ucloud' })] as const) {
      expect(namesAndNotes(config, credential)).toEqual([['ucloud', ['settingsUnreadable']]]);
    }
    expect(namesAndNotes(text(CONFIG.slice(0, 1)), { ok: true, text: '' })[0]?.[1]).toContain('keysUnreadable');
  });

  it.each([
    ['nothing', '', 'notJson'],
    ['half a list', '[{"profile":"a"', 'notJson'],
    ['an object', '{"profile":"a"}', 'notAList'],
    ['a text', '"a"', 'notAList'],
    ['an empty list as Go writes it', 'null', undefined],
    ['a list behind a byte order mark', '\uFEFF[]', undefined],
  ])('may hold %s', (_what, content, problem) => {
    const file: FileText = { ok: true, text: content };
    expect(readCliProfiles({ config: file, credential: file })).toEqual({
      found: [],
      configProblem: problem,
      credentialProblem: problem,
    });
  });

  it('may have fields of other types and items that are none', () => {
    const odd = [
      null,
      7,
      'text',
      [],
      { profile: 'a', public_key: 1, private_key: {}, region: null, active: { toString: 1 } },
    ];
    expect(namesAndNotes(text(odd), text(odd))).toEqual([['a', ['noKeys']]]);
  });

  it.each([
    ['a key with a space in it', { public_key: 'made up', private_key: 'made-up-private' }, ['keysDamaged']],
    ['a key with a line break in it', { public_key: 'made-up', private_key: 'made\nup' }, ['keysDamaged']],
    ['a key beyond all measure', { public_key: 'made-up', private_key: 'x'.repeat(1025) }, ['keysDamaged']],
    ['half a pair', { public_key: 'made-up', private_key: '' }, ['noKeys']],
    ['a pair with an OAuth mark', { public_key: 'made-up', private_key: 'made-up', auth_mode: 'OAuth' }, ['oauth']],
  ])('mark %s', (_what, keys, notes) => {
    expect(namesAndNotes(text([{ profile: 'a' }]), text([{ profile: 'a', ...keys }]))).toEqual([['a', notes]]);
  });

  it('never make it stumble, whatever is in them', () => {
    const field = fc.oneof(fc.jsonValue(), fc.string(), fc.constantFrom('a', 'b', 'oauth', true));
    const names = [...Object.keys(CONFIG[1] ?? {}), ...Object.keys(CREDENTIAL[2] ?? {}), '__proto__', 'toString'];
    const item = fc.dictionary(fc.constantFrom(...names), field);
    const content = fc.oneof(
      fc.string(),
      fc.json(),
      fc.array(fc.oneof(item, fc.jsonValue())).map((list) => JSON.stringify(list)),
    );
    fc.assert(
      fc.property(content, content, (config, credential) => {
        const { found } = readCliProfiles({
          config: { ok: true, text: config },
          credential: { ok: true, text: credential },
        });
        for (const { name, projectId, regionId, privateKey } of found) {
          expect(name.length).toBeLessThanOrEqual(100);
          expect(projectId + regionId).toMatch(/^[\w.-]*$/u);
          expect(Buffer.isBuffer(privateKey)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the environment', () => {
  it('gives a profile where it names a key', () => {
    const [found] = profileFromEnvironment({
      UCLOUD_PUBLIC_KEY: ' made-up-public ',
      UCLOUD_PRIVATE_KEY: 'made-up-private',
      UCLOUD_PROJECT_ID: 'org-3kopqz',
      UCLOUD_REGION: 'cn-bj2',
      UCLOUD_API_BASE_URL: 'https://api.example.com',
    });
    expect(found).toMatchObject({
      name: 'environment',
      publicKey: 'made-up-public',
      projectId: 'org-3kopqz',
      regionId: 'cn-bj2',
      baseUrl: 'https://api.example.com',
      notes: [],
    });
    expect(found?.privateKey.toString()).toBe('made-up-private');
  });

  it('gives nothing where it names none, and says so of half a pair', () => {
    expect(profileFromEnvironment({ UCLOUD_REGION: 'cn-bj2', UCLOUD_PUBLIC_KEY: '' })).toEqual([]);
    expect(profileFromEnvironment({ UCLOUD_PUBLIC_KEY: 'made-up' })).toMatchObject([{ notes: ['noKeys'] }]);
  });
});
