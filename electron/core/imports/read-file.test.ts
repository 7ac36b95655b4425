import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSmallFile } from './read-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'backhaul-read-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const file = (name: string): string => path.join(folder, name);

describe('a small foreign file', () => {
  it('is read as text, through a link too', async () => {
    writeFileSync(file('config.json'), '[“练习”]');
    symlinkSync(file('config.json'), file('linked.json'));
    expect(await readSmallFile(file('config.json'))).toEqual({ ok: true, text: '[“练习”]' });
    expect(await readSmallFile(file('linked.json'))).toEqual({ ok: true, text: '[“练习”]' });
  });

  it('may be empty, and a mebibyte at most', async () => {
    writeFileSync(file('empty'), '');
    writeFileSync(file('full'), Buffer.alloc(1_048_576, 'x'));
    writeFileSync(file('over'), Buffer.alloc(1_048_577, 'x'));
    expect(await readSmallFile(file('empty'))).toEqual({ ok: true, text: '' });
    expect(await readSmallFile(file('full'))).toMatchObject({ ok: true });
    expect(await readSmallFile(file('over'))).toEqual({ ok: false, reason: 'tooLarge' });
  });

  it('has a name for what stands in the way', async () => {
    writeFileSync(file('plain'), '');
    expect(await readSmallFile(file('none'))).toEqual({ ok: false, reason: 'missing' });
    expect(await readSmallFile(file('plain/inside'))).toEqual({ ok: false, reason: 'missing' });
    expect(await readSmallFile(folder)).toEqual({ ok: false, reason: 'notAFile' });
    expect(await readSmallFile('a\0b')).toEqual({ ok: false, reason: 'failed' });
  });

  it.skipIf(process.platform === 'win32')('is not read when it is a device, which may never end', async () => {
    expect(await readSmallFile('/dev/zero')).toEqual({ ok: false, reason: 'notAFile' });
  });
});
