import { describe, expect, it } from 'vitest';
import { isSafeKeychain, isSealedWithFixedPassword, keychainName } from './keychain-gate.ts';

describe('the keychain gate', () => {
  it.each([
    ['linux', 'gnome_libsecret', true, true],
    ['linux', 'kwallet', true, true],
    ['linux', 'kwallet5', true, true],
    ['linux', 'kwallet6', true, true],
    ['linux', 'gnome_libsecret', false, false],
    ['linux', 'basic_text', true, false],
    ['linux', 'unknown', true, false],
    ['linux', '', true, false],
    ['darwin', 'keychain', true, true],
    ['darwin', 'keychain', false, false],
    ['win32', 'dpapi', true, true],
    ['win32', 'dpapi', false, false],
  ])('on %s with %s, available %s, answers %s', (platform, backend, isAvailable, expected) => {
    expect(isSafeKeychain({ platform, backend, isAvailable })).toBe(expected);
  });

  it('recognises a blob sealed with the password every machine shares', () => {
    expect(isSealedWithFixedPassword('linux', Buffer.from('v10abc'))).toBe(true);
    expect(isSealedWithFixedPassword('linux', Buffer.from('v11abc'))).toBe(false);
    expect(isSealedWithFixedPassword('darwin', Buffer.from('v10abc'))).toBe(false);
  });

  it('names the keychain in its platform’s words', () => {
    expect(keychainName('linux', 'kwallet6')).toBe('kwallet6');
    expect(keychainName('darwin', '')).toBe('keychain');
    expect(keychainName('win32', '')).toBe('dpapi');
  });
});
