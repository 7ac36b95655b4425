import { OWNER, PROJECTS } from '../world/account.ts';
import { DEFAULT_REGION, ZONES_BY_REGION } from '../world/regions.ts';
import type { Action } from './action.ts';

/** GetRegion: one row per zone. */
export const getRegion: Action = () => ({
  Regions: [...ZONES_BY_REGION].flatMap(([regionId, zones], at) =>
    zones.map((zoneId) => ({
      RegionId: 1001 + at,
      RegionName: regionId,
      IsDefault: regionId === DEFAULT_REGION,
      BitMaps: '0111110000101010101101010101',
      Region: regionId,
      Zone: zoneId,
    })),
  ),
});

/** GetProjectList: a sub-account sees its own projects. */
export const getProjectList: Action = ({ key }) => {
  const { projectIds } = key;
  const visible = PROJECTS.filter(({ id }) => projectIds === 'all' || projectIds.includes(id));
  return {
    ProjectCount: visible.length,
    ProjectSet: visible.map(({ id, name, isDefault, createdAtSeconds }) => ({
      ProjectId: id,
      ProjectName: name,
      ParentId: '',
      ParentName: '',
      CreateTime: createdAtSeconds,
      IsDefault: isDefault,
      ResourceCount: 0,
      MemberCount: 1,
    })),
  };
};

export const getUserInfo: Action = () => ({ DataSet: [OWNER] });
