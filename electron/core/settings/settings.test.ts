import { describe, expect, it } from 'vitest';
import type { Settings } from '#shared/models/settings.ts';
import { createSettings, INITIAL_SETTINGS } from './settings.ts';

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

  it('forget a removed profile: its form, and that it was the active one', () => {
    const { settings } = setUp({ activeProfileId: 'p1' });
    settings.rememberForm('p1', FORM);
    settings.rememberForm('p2', FORM);
    settings.forgetProfile('p1');
    expect(settings.get()).toMatchObject({ activeProfileId: '', forms: { p2: FORM } });
    expect(settings.get().forms['p1']).toBeUndefined();
  });
});
