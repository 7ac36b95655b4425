import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PASTE_MOST_CHARACTERS, PASTE_MOST_ITEMS } from '#shared/paste-limits.ts';
import { findReferences } from './find-references.ts';

const ID = 'a75aaaa9-d9e1-4d38-9dc1-aecad4640045';
const OTHER_ID = '8862ba8c-65b0-4691-a8b7-c4ed5f699c64';
const LINK =
  'https://umembackup-5001.cn-bj.ufileos.com/uredis-onb4ha/nightly-8862ba8c-65b0-4691-a8b7-c4ed5f699c64' +
  '?UCloudPublicKey=service@example.com1&Expires=1800000000&Signature=m/Nh8+EvdF8GvGdYUj/joSf4RJQ=';

const backupsIn = (text: string) => findReferences(text).backups;
const brief = (text: string) =>
  backupsIn(text).map(({ backupId, instanceId, zoneId, doubt }) => [backupId, instanceId, zoneId, doubt]);

describe('ids', () => {
  test('are found alone, whatever surrounds them', () => {
    for (const text of [ID, `  "${ID}",\n`, `（${ID}）`, `备份 ID：${ID}。`, `sgbf-${ID}`, `id=${ID}&x=1`]) {
      expect(brief(text)).toEqual([[ID, '', '', '']]);
    }
  });

  test('belong to the instance and the zone on their line', () => {
    const table = [
      'Name\tInstance\tZone\tBackup',
      `orders\turedis-onb4ha\tcn-bj2-05\t${ID}`,
      `catalog | udredis-00pakopv | hk-02 | ${OTHER_ID}`,
    ].join('\n');
    expect(brief(table)).toEqual([
      [ID, 'uredis-onb4ha', 'cn-bj2-05', ''],
      [OTHER_ID, 'udredis-00pakopv', 'hk-02', ''],
    ]);
    expect(backupsIn(table).map(({ kind, regionId }) => [kind, regionId])).toEqual([
      ['masterReplica', 'cn-bj2'],
      ['distributed', 'hk'],
    ]);
  });

  test('belong to the instance named above them where their own line names none', () => {
    expect(brief(`Instance uredis-onb4ha (orders)\n03:00 ${ID} 12 MB\n04:00 ${OTHER_ID} 12 MB`)).toEqual([
      [ID, 'uredis-onb4ha', '', ''],
      [OTHER_ID, 'uredis-onb4ha', '', ''],
    ]);
  });

  test('of an answer of the API belong to the object they stand in, compact or not', () => {
    const rows = [
      { BackupId: ID, GroupId: 'uredis-aaaa1', State: 'Success', Zone: 'cn-bj2-04' },
      { BackupId: OTHER_ID, GroupId: 'uredis-bbbb2', Zone: 'cn-sh2-01', SlaveZone: 'cn-sh2-02' },
    ];
    const answer = { Action: 'DescribeURedisBackupResponse', DataSet: rows, RetCode: 0, TotalCount: 2 };
    for (const text of [JSON.stringify(answer), JSON.stringify(answer, null, 2)]) {
      expect(brief(text)).toEqual([
        [ID, 'uredis-aaaa1', 'cn-bj2-04', ''],
        [OTHER_ID, 'uredis-bbbb2', 'cn-sh2-01', ''],
      ]);
    }
  });

  test('of a copy in another region are asked for there', () => {
    const row = {
      BackupId: ID,
      GroupId: 'uredis-aaaa1',
      Zone: 'cn-bj2-04',
      SrcRegionName: 'cn-bj2',
      DstRegionName: 'cn-sh2',
    };
    expect(backupsIn(JSON.stringify({ DataSet: [row] }))[0]).toMatchObject({
      regionId: 'cn-sh2',
      zoneId: '',
      isCrossRegion: true,
    });
  });

  test('come once, however often and in whatever case they are written', () => {
    expect(backupsIn(`${ID}\n${ID.toUpperCase()}\nuredis-onb4ha ${ID}`)).toEqual([
      expect.objectContaining({ backupId: ID, instanceId: 'uredis-onb4ha', timesFound: 3 }),
    ]);
  });

  test('that something else is called by are doubtful', () => {
    expect(brief(`"RequestId": "${ID}"`)).toEqual([[ID, '', '', 'otherId']]);
    expect(brief(`X-UCLOUD-REQUEST-UUID: ${ID}`)).toEqual([[ID, '', '', 'otherId']]);
    expect(brief(`"RequestId": "${ID}"\n"BackupId": "${ID}"`)).toEqual([[ID, '', '', '']]);
  });

  test('in another form are taken where they are called BackupId, and are doubtful', () => {
    expect(brief('BackupId=1234567&GroupId=uredis-onb4ha')).toEqual([['1234567', 'uredis-onb4ha', '', 'unusualForm']]);
    expect(brief('{"BackupId": "string"}')).toEqual([]);
  });

  test('beside several instances are doubtful', () => {
    expect(brief(`uredis-aaaa1 or uredis-bbbb2: ${ID}`)).toEqual([[ID, 'uredis-aaaa1', '', 'severalInstances']]);
  });
});

describe('instances', () => {
  test('without a backup come by themselves, a shard as its instance', () => {
    expect(findReferences('udredis-00pakopv_0, udredis-00pakopv_1, uhredis-1dim5ws6').instances).toEqual([
      { type: 'instance', instanceId: 'udredis-00pakopv', kind: 'distributed', timesFound: 2 },
      { type: 'instance', instanceId: 'uhredis-1dim5ws6', kind: 'masterReplica', timesFound: 1 },
    ]);
  });

  test('that a backup names do not come again', () => {
    expect(findReferences(`uredis-onb4ha\n${ID}`).instances).toEqual([]);
  });

  test('are not read out of words that only begin like them', () => {
    expect(findReferences('umembackup-5001 my-uredis-onb4ha uredis-onb4ha-slave uredis-').instances).toEqual([]);
  });
});

describe('links', () => {
  test('are found in plain text, JSON and HTML, once, byte for byte, with no id of theirs', () => {
    const escaped = LINK.replaceAll('&', String.raw`\u0026`).replaceAll('/', String.raw`\/`);
    for (const text of [
      LINK,
      `(${LINK}).`,
      `{"BackupURL":"${escaped}\\n","RetCode":0}`,
      `<a href="${LINK.replaceAll('&', '&amp;')}">`,
      `wget "${LINK}"`,
    ]) {
      expect(findReferences(text)).toEqual({
        links: [{ url: LINK, timesFound: 1 }],
        backups: [],
        instances: [],
        leftOut: 0,
      });
    }
    expect(findReferences(`${LINK}\n${LINK}`).links).toEqual([{ url: LINK, timesFound: 2 }]);
  });

  test('without a signature are searched for ids instead', () => {
    const text = `https://console.example.com/uredis/detail?id=uredis-onb4ha&backup=${ID}`;
    expect(findReferences(text).links).toEqual([]);
    expect(brief(text)).toEqual([[ID, 'uredis-onb4ha', '', '']]);
  });
});

describe('any text', () => {
  test('is read without an exception, and every id in it is found', () => {
    const noise = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('{"BackupId":"', 'http://', '\\u0026', 'uredis-', LINK, '\n', ':', '}', '\uD800', 'cn-bj2-05'),
    );
    fc.assert(
      fc.property(fc.array(noise), fc.array(fc.uuid(), { maxLength: 5 }), (parts, ids) => {
        const text = `${parts.join('')}\n${ids.join('\n')}`;
        const found = new Set(findReferences(text).backups.map(({ backupId }) => backupId.toLowerCase()));
        for (const id of ids) expect(found).toContain(id);
      }),
    );
  });

  test('of the greatest size takes no time out of proportion, also where it is made to', () => {
    const pieces = [
      'a',
      ' ',
      '-',
      'http://',
      'https://h/?',
      'backup id',
      'BackupId:        ',
      'uredis-',
      '\\',
      '{',
      '0-',
      'f',
    ];
    for (const piece of [
      ...pieces,
      'session ',
      'a1b2c3d4-',
      'cn-',
      'SlaveZone    ',
      '\n',
      ID.slice(0, 35),
      '"BackupId":{',
    ]) {
      const text = piece.repeat(Math.floor(PASTE_MOST_CHARACTERS / piece.length));
      expect(() => findReferences(text)).not.toThrow();
    }
  });

  test('gives no more than a screen can hold, and says how much more there is', () => {
    const ids = Array.from(
      { length: PASTE_MOST_ITEMS + 7 },
      (_none, at) => `${String(at).padStart(8, '0')}${ID.slice(8)}`,
    );
    const { backups, leftOut } = findReferences(ids.join('\n'));
    expect([backups.length, leftOut]).toEqual([PASTE_MOST_ITEMS, 7]);
  });
});
