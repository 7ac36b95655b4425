import { describe, expect, test } from 'vitest';
import { region } from '#shared/models/account.ts';
import { REGION_NAMES } from './region-names.ts';
import { toRegions } from './regions.ts';

test('the names cover the documented 33 regions once, in both languages', () => {
  expect(new Set(REGION_NAMES.map(([id]) => id)).size).toBe(33);
  expect(new Set(REGION_NAMES.map(([, en]) => en)).size).toBe(33);
  for (const [, en, zhCn] of REGION_NAMES) {
    expect(en).toMatch(/^\p{Script=Latin}/u);
    expect(zhCn).toMatch(/^\p{Script=Han}/u);
  }
});

describe('rows of zones', () => {
  test('become regions with their zones, in the documented order', () => {
    const regions = toRegions([
      { RegionId: 7, RegionName: 'hk', IsDefault: false, BitMaps: '01', Region: 'hk', Zone: 'hk-02' },
      { Region: 'cn-bj2', Zone: 'cn-bj2-05', IsDefault: true },
      { Region: 'cn-bj2', Zone: 'cn-bj2-02', IsDefault: false },
    ]);
    expect(regions).toEqual([
      {
        id: 'cn-bj2',
        name: { en: 'Beijing 2', 'zh-CN': '华北（北京2）' },
        isDefault: true,
        zones: [
          { id: 'cn-bj2-02', isDefault: false },
          { id: 'cn-bj2-05', isDefault: true },
        ],
      },
      {
        id: 'hk',
        name: { en: 'Hong Kong', 'zh-CN': '香港' },
        isDefault: false,
        zones: [{ id: 'hk-02', isDefault: false }],
      },
    ]);
    for (const given of regions) expect(region.parse(given)).toEqual(given);
  });

  test('of a region nobody named go by their id, behind the known ones and in their own order', () => {
    const regions = toRegions([
      { Region: 'zz-moon', Zone: 'zz-moon-01' },
      { Region: 'aa-mars', Zone: 'aa-mars-01' },
      { Region: 'mx-mex', Zone: 'mx-mex-01' },
    ]);
    expect(regions.map(({ id }) => id)).toEqual(['mx-mex', 'zz-moon', 'aa-mars']);
    expect(regions[1]?.name).toEqual({ en: 'zz-moon', 'zh-CN': 'zz-moon' });
  });

  test('may repeat a zone and may write truth as text or number', () => {
    const regions = toRegions([
      { Region: 'hk', Zone: 'hk-02', IsDefault: 'true' },
      { Region: 'hk', Zone: 'hk-02', IsDefault: false },
      { Region: 'sg', Zone: 'sg-01', IsDefault: 1 },
      { Region: 'sg', Zone: 'sg-02', IsDefault: 'False' },
    ]);
    expect(regions.map(({ id, zones }) => [id, zones])).toEqual([
      ['hk', [{ id: 'hk-02', isDefault: true }]],
      [
        'sg',
        [
          { id: 'sg-01', isDefault: true },
          { id: 'sg-02', isDefault: false },
        ],
      ],
    ]);
  });

  test.each([
    { row: null },
    { row: 'hk-02' },
    { row: 7 },
    { row: [] },
    { row: {} },
    { row: { Region: 'hk' } },
    { row: { Region: 7, Zone: 'a' } },
    { row: { Region: '', Zone: 'a' } },
    { row: { Region: '../../x', Zone: 'a' } },
  ])('that make no sense are skipped: %j', ({ row }) => {
    expect(toRegions([row, { Region: 'hk', Zone: 'hk-02' }])).toHaveLength(1);
  });
});
