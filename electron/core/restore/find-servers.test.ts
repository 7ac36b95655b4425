import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RestoreNeeds } from '#shared/models/restore-needs.ts';
import { chooseServer } from './choose-server.ts';
import { describeServer, findServers } from './find-servers.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'find-servers-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(where: string, name: string, words: string): void {
  mkdirSync(where, { recursive: true });
  writeFileSync(path.join(where, name), `#!/bin/sh\necho '${words}'\n`);
  chmodSync(path.join(where, name), 0o755);
}
const find = (searchPath: string, platform: NodeJS.Platform = 'linux') =>
  findServers({ platform, searchPath, usualFolders: [] });

test('servers are found by absolute folders of PATH, in their order', async () => {
  const [one, two] = [path.join(folder, 'one'), path.join(folder, 'two')];
  put(one, 'valkey-server', 'Valkey server v=8.1.4 sha=0');
  put(two, 'redis-server', 'Redis server v=7.0.15 sha=0');
  expect(await find(`${one}:${two}:${one}/`)).toEqual([
    { path: path.join(one, 'valkey-server'), product: 'valkey', version: '8.1.4' },
    { path: path.join(two, 'redis-server'), product: 'redis', version: '7.0.15' },
  ]);
});

test('the working folder is never looked into, whatever PATH says', async () => {
  const working = process.cwd();
  put(folder, 'redis-server', 'Redis server v=7.0.15');
  process.chdir(folder);
  try {
    expect(await find(`.::${path.basename(folder)}:../${path.basename(folder)}`)).toEqual([]);
  } finally {
    process.chdir(working);
  }
});

test('what is no server, a folder, or may not be started is passed over', async () => {
  put(folder, 'redis-server', 'something else');
  mkdirSync(path.join(folder, 'valkey-server'));
  expect(await find(folder)).toEqual([]);
  put(folder, 'redis-server', 'Redis server v=7.0.15');
  chmodSync(path.join(folder, 'redis-server'), 0o644);
  expect(await find(folder)).toEqual([]);
});

test('a server under the other’s name is called by its own', async () => {
  put(folder, 'valkey', 'Valkey server v=9.0.1 sha=0');
  symlinkSync(path.join(folder, 'valkey'), path.join(folder, 'redis-server'));
  expect(await find(folder)).toMatchObject([{ product: 'valkey', version: '9.0.1' }]);
  expect(describeServer('/x', 'Server v=1')).toBeNull();
});

test('on Windows there is none', async () => {
  put(folder, 'redis-server', 'Redis server v=5.0.14');
  expect(await find(folder, 'win32')).toEqual([]);
});

test('the server that should load the file is taken, else the first, which will say why not', () => {
  const needs: RestoreNeeds = {
    outlook: 'yes',
    redis: '7.2',
    valkey: null,
    isValkeyRelaxed: false,
    causes: [],
    modules: [],
    databases: { count: 1, isAtLeast: false, isAboveDefault: false },
    functionLibraries: 0,
    memory: null,
  };
  const server = (product: 'redis' | 'valkey', version: string) => ({ path: `/${version}`, product, version });
  const [old, valkey, right, newer] = [
    server('redis', '7.0.15'),
    server('valkey', '9.0'),
    server('redis', '7.2.0'),
    server('redis', '8.10'),
  ];
  expect(chooseServer([old, valkey, right, newer], needs)).toBe(right);
  expect(chooseServer([old, newer], { ...needs, redis: '8.9' })).toBe(newer);
  expect(chooseServer([old, valkey], needs)).toBe(old);
  expect(chooseServer([], needs)).toBeNull();
});
