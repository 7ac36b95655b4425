import { describe, expect, it } from 'vitest';
import type { Settings } from '#shared/models/settings.ts';
import { completeSettings, createSettings, INITIAL_SETTINGS } from './settings.ts';

function setUp(initial: Partial<Settings> = {}) {
  let content: Settings = { ...INITIAL_SETTINGS, ...initial };
  const changes: Settings[] = [];
  const settings = createSettings({
    document: { damagedFile: '', get: () => content, set: (next) => void (content = next) },
    onChange: (changed) => changes.push(changed),
  });
  return { settings, changes };
}

const FORM = {
  zoneId: 'cn-bj2-02',
  kind: 'masterReplica',
  instanceId: 'uredis-made-up',
  isCrossZone: false,
  slaveZoneId: '',
  isCrossRegion: false,
} as const;

describe('settings', () => {
  it('change only what is named and tell the window', () => {
    const { settings, changes } = setUp();
    expect(settings.change({ theme: 'dark' })).toMatchObject({ theme: 'dark', language: 'system' });
    expect(changes).toMatchObject([{ theme: 'dark' }]);
  });

  it('remember plain-http consent per host, once, and take it back', () => {
    const { settings } = setUp();
    settings.setPlainHttpConsent('a.example', true);
    settings.setPlainHttpConsent('a.example', true);
    settings.setPlainHttpConsent('b.example', true);
    expect(settings.get().plainHttpHosts).toEqual(['a.example', 'b.example']);
    expect(settings.setPlainHttpConsent('a.example', false).plainHttpHosts).toEqual(['b.example']);
  });

  it('take a template for file names only when it can be read', () => {
    const { settings } = setUp();
    expect(settings.change({ fileNameTemplate: '{profile}_{backup}' }).fileNameTemplate).toBe('{profile}_{backup}');
    expect(() => settings.change({ fileNameTemplate: '{nobody}' })).toThrow('invalidInput');
    expect(settings.get().fileNameTemplate).toBe('{profile}_{backup}');
  });

  it('give a profile a folder of its own and take it back', () => {
    const { settings } = setUp();
    settings.setProfileFolder('p1', '/backups/one');
    settings.setProfileFolder('p2', '/backups/two');
    expect(settings.setProfileFolder('p1', '').profileFolders).toEqual({ p2: '/backups/two' });
    settings.forgetProfile('p2');
    expect(settings.get().profileFolders).toEqual({});
  });

  it('are completed where an older version wrote fewer of them', () => {
    expect(completeSettings({ version: 1, theme: 'dark' })).toEqual({ ...INITIAL_SETTINGS, theme: 'dark' });
    expect(completeSettings({ version: 2 })).toEqual({ version: 2 });
  });

  it('forget a removed profile: its form, and that it was the active one', () => {
    const { settings } = setUp({ activeProfileId: 'p1' });
    settings.rememberForm('p1', FORM);
    settings.rememberForm('p2', FORM);
    settings.forgetProfile('p1');
    expect(settings.get()).toMatchObject({ activeProfileId: '', forms: { p2: FORM } });
    expect(settings.get().forms['p1']).toBeUndefined();
  });

  it('bring back all that belonged to a profile whose removal is undone, once', () => {
    const { settings, changes } = setUp();
    settings.rememberForm('p1', FORM);
    settings.setProfileFolder('p1', '/backups/one');
    settings.setWriteActions('p1', 'hidden');
    const before = settings.get();
    settings.forgetProfile('p1');
    expect(settings.get()).toMatchObject({ forms: {}, profileFolders: {}, writeActions: {} });
    settings.recallProfile('p1');
    expect(settings.get()).toEqual(before);
    expect(changes.at(-1)).toEqual(before);
    settings.setProfileFolder('p1', '');
    settings.recallProfile('p1');
    expect(settings.get().profileFolders).toEqual({});
  });

  it('bring nothing back for a profile that had nothing of its own', () => {
    const { settings } = setUp();
    settings.forgetProfile('p1');
    settings.recallProfile('p1');
    expect(settings.get()).toEqual(INITIAL_SETTINGS);
  });
});
