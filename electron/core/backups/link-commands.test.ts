import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signParams } from '../ucloud/sign.ts';
import { startPracticeCloud, type PracticeCloud } from '../practice/server.ts';
import { linkAs, linksAs } from './link-commands.ts';
import { distributedRef, masterReplicaRef } from './test-refs.ts';

const run = promisify(execFile);

/** Everything a shell might take for its own. */
const HARD_NAME = `it's $(touch a) \`touch b\` & touch c; #’ "x" %PATH% !1 [a-z]{1,2}\\n.rdb`;

let cloud: PracticeCloud;
let url = '';
let whole = Buffer.alloc(0);
let folder = '';

beforeAll(async () => {
  const backupId = '8862ba8c-65b0-4691-a8b7-c4ed5f699c64';
  cloud = await startPracticeCloud({ extraBackups: [{ backupId, sizeBytes: 400_000 }] });
  const backup = cloud.backups.find((each) => each.backupId === backupId);
  const question = { Action: 'DescribeURedisBackupURL', Region: backup?.regionId, BackupId: backupId };
  const body = new URLSearchParams(signParams(question, { ...cloud, securityToken: '' }));
  const answer = (await (await fetch(cloud.apiUrl, { method: 'POST', body })).json()) as { BackupPath: string };
  url = answer.BackupPath.trim();
  whole = Buffer.from(await (await fetch(url)).arrayBuffer());
});
afterAll(() => cloud.close());
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'commands-'));
  return () => rm(folder, { recursive: true });
});

const pasteIntoBash = (command: string) => run('bash', ['--noprofile', '--norc', '-c', command], { cwd: folder });

// aria2c goes on at the beginning of the block of 16 KiB it was in.
describe.each([
  { form: 'curl', goesOnAt: 150_000 },
  { form: 'wget', goesOnAt: 150_000 },
  { form: 'aria2c', goesOnAt: 147_456 },
] as const)('$form', ({ form, goesOnAt }) => {
  const isHere = spawnSync(form, ['--version']).status === 0;

  test.skipIf(!isHere)('downloads the whole file under its name, and nothing else happens', async () => {
    await pasteIntoBash(linkAs(form, url, HARD_NAME));
    expect(await readdir(folder)).toEqual([HARD_NAME]);
    expect((await readFile(path.join(folder, HARD_NAME))).equals(whole)).toBe(true);
  });

  test.skipIf(!isHere)('goes on with what is there', async () => {
    const file = path.join(folder, 'backup.rdb');
    await writeFile(file, whole.subarray(0, 150_000));
    cloud.control.clearRequests();
    await pasteIntoBash(linkAs(form, url, 'backup.rdb'));
    expect((await readFile(file)).equals(whole)).toBe(true);
    const starts = cloud.control.requests().map(({ range }) => Number(/^bytes=(\d+)-/u.exec(range)?.[1] ?? 0));
    expect(Math.max(...starts)).toBe(goesOnAt);
  });

  test('hands any link on as it is', async () => {
    const odd = `http://127.0.0.1:1/a'b/[c]{d}$(e)"f?Expires=1&Signature=m/N+h8=;'`;
    const [program = ''] = linkAs(form, odd, 'x').split(' ');
    const { stdout } = await pasteIntoBash(`${program}() { printf '%s\\n' "\${@: -1}"; }; ${linkAs(form, odd, 'x')}`);
    expect(stdout).toBe(`${odd.replace('"', '%22')}\n`);
  });
});

describe('PowerShell', () => {
  test.each([
    ['plain.rdb', `'plain.rdb'`],
    [`it's.rdb`, `'it''s.rdb'`],
    ['it’s ‘so’ ‚or‛.rdb', `'it’’s ‘‘so’’ ‚‚or‛‛.rdb'`],
    ['$HOME `n @(1).rdb', `'$HOME \`n @(1).rdb'`],
  ])('takes the name %s for itself', (name, quoted) => {
    expect(linkAs('powershell', 'https://h/b?Signature=a+b=', name)).toBe(
      'curl.exe --fail --location --globoff --retry 10 --retry-connrefused --continue-at - ' +
        `--output ${quoted} 'https://h/b?Signature=a+b='`,
    );
  });

  test('gets no quotation mark inside an address, which Windows PowerShell would lose', () => {
    expect(linkAs('powershell', `https://h/a"b'c?Signature=x`, 'n')).toMatch(/ 'https:\/\/h\/a%22b''c\?Signature=x'$/u);
  });
});

test('a link alone is copied byte for byte', () => {
  expect(linkAs('url', `https://h/a"b?Signature=m/N+h8=`, 'n')).toBe(`https://h/a"b?Signature=m/N+h8=`);
});

test('several are one a line, each with a name of its own that the time does not change', () => {
  const links = [
    { url: 'https://h/1', ref: masterReplicaRef },
    { url: 'https://h/2', ref: masterReplicaRef },
    { url: 'https://h/3', ref: { ...distributedRef, shardId: 'block-7' } },
  ];
  const { instanceId, backupId } = masterReplicaRef;
  const lines = linksAs('wget', links).split('\n');
  expect(lines.map((line) => /--output-document='(.*)' 'https:\/\/h\/\d'$/u.exec(line)?.[1])).toEqual([
    `${instanceId}_${backupId}.rdb`,
    `${instanceId}_${backupId} (2).rdb`,
    `${distributedRef.instanceId}_${distributedRef.backupId}_block-7.rdb`,
  ]);
});
