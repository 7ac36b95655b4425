import { describe, expect, it } from 'vitest';
import { mayRunUnsandboxed, mustRefuseToStart, readSwitches } from './command-line.ts';

describe('the switches', () => {
  it.each([
    [false, false, '/somewhere'],
    [true, true, '/somewhere'],
    [true, false, ''],
  ])('packaged %s, test build %s: downloads go to %j', (isPackaged, isTestBuild, expected) => {
    expect(readSwitches({ valueOf: () => '/somewhere', isPackaged, isTestBuild }).downloadsDir).toBe(expected);
  });

  it('make the texts strange only where tests run', () => {
    const given = { valueOf: () => 'pseudo', isPackaged: true };
    expect(readSwitches({ ...given, isTestBuild: true }).hasPseudoTexts).toBe(true);
    expect(readSwitches({ ...given, isTestBuild: false }).hasPseudoTexts).toBe(false);
    expect(readSwitches({ valueOf: () => '', isPackaged: false, isTestBuild: false }).hasPseudoTexts).toBe(false);
  });

  it('make a shipped app refuse a debugger, and only a shipped one', () => {
    const debugged = (name: string): boolean => name === 'remote-debugging-port';
    expect(mustRefuseToStart({ hasSwitch: debugged, isPackaged: true, isTestBuild: false })).toBe(true);
    expect(mustRefuseToStart({ hasSwitch: debugged, isPackaged: true, isTestBuild: true })).toBe(false);
    expect(mustRefuseToStart({ hasSwitch: debugged, isPackaged: false, isTestBuild: false })).toBe(false);
    expect(mustRefuseToStart({ hasSwitch: () => false, isPackaged: true, isTestBuild: false })).toBe(false);
  });

  it.each(['inspect', 'log-net-log', 'ssl-key-log-file', 'ignore-certificate-errors', 'host-resolver-rules'])(
    'keep a shipped app from starting with --%s',
    (dangerous) => {
      const hasSwitch = (name: string): boolean => name === dangerous;
      expect(mustRefuseToStart({ hasSwitch, isPackaged: true, isTestBuild: false })).toBe(true);
    },
  );

  it.each([
    [false, false, true],
    [true, true, true],
    [true, false, false],
  ])('packaged %s, test build %s: --no-sandbox is honoured %s', (isPackaged, isTestBuild, expected) => {
    expect(mayRunUnsandboxed({ hasSwitch: () => true, isPackaged, isTestBuild })).toBe(expected);
    expect(mayRunUnsandboxed({ hasSwitch: () => false, isPackaged, isTestBuild })).toBe(false);
  });
});
