import { z } from 'zod';
import type { Region } from '#shared/models/account.ts';
import { REGION_NAMES } from './region-names.ts';
import { flag, id, listOf } from './tolerant.ts';

/** One row of GetRegion's answer: a zone, with its region (UCloud API docs, get_region.md). */
const row = z.object({ Region: id, Zone: id, IsDefault: flag });
type Row = z.infer<typeof row>;

/**
 * Rows as regions with their zones: the regions in the order of the documented list with unknown ones behind, zones by
 * id. A region we have no name for goes by its id; rows that make no sense are skipped.
 */
export function toRegions(rows: readonly unknown[]): Region[] {
  return [...Map.groupBy(listOf(row).parse(rows), ({ Region }) => Region)]
    .map(([regionId, zones]) => toRegion(regionId, zones))
    .sort((one, other) => rankOf(one.id) - rankOf(other.id));
}

function toRegion(regionId: string, rows: readonly Row[]): Region {
  const [, en = regionId, zhCn = regionId] = REGION_NAMES.find(([known]) => known === regionId) ?? [];
  const isDefaultOf = new Map<string, boolean>();
  for (const { Zone, IsDefault } of rows) isDefaultOf.set(Zone, IsDefault || isDefaultOf.get(Zone) === true);
  return {
    id: regionId,
    name: { en, 'zh-CN': zhCn },
    isDefault: rows.some(({ IsDefault }) => IsDefault),
    zones: [...isDefaultOf]
      .map(([zoneId, isDefault]) => ({ id: zoneId, isDefault }))
      .sort((one, other) => (one.id < other.id ? -1 : 1)),
  };
}

function rankOf(regionId: string): number {
  const rank = REGION_NAMES.findIndex(([known]) => known === regionId);
  return rank === -1 ? REGION_NAMES.length : rank;
}
