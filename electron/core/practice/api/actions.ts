import { getProjectList, getRegion, getUserInfo } from './account-actions.ts';
import type { Action } from './action.ts';
import {
  createUMemBackup,
  createURedisBackup,
  describeUMemBackup,
  describeURedisBackup,
  describeURedisBackupState,
} from './backup-actions.ts';
import { describeUMem, describeUMemBlockInfo, describeUMemSpace, describeURedisGroup } from './instance-actions.ts';
import { describeUMemBackupURL, describeURedisBackupURL } from './link-actions.ts';

/** Every action the practice cloud answers, by its name on the wire. */
export const ACTIONS: ReadonlyMap<string, Action> = new Map([
  ['GetRegion', getRegion],
  ['GetProjectList', getProjectList],
  ['GetUserInfo', getUserInfo],
  ['DescribeUMem', describeUMem],
  ['DescribeURedisGroup', describeURedisGroup],
  ['DescribeUMemSpace', describeUMemSpace],
  ['DescribeUMemBlockInfo', describeUMemBlockInfo],
  ['DescribeURedisBackup', describeURedisBackup],
  ['DescribeURedisBackupState', describeURedisBackupState],
  ['DescribeURedisBackupURL', describeURedisBackupURL],
  ['DescribeUMemBackup', describeUMemBackup],
  ['DescribeUMemBackupURL', describeUMemBackupURL],
  ['CreateURedisBackup', createURedisBackup],
  ['CreateUMemBackup', createUMemBackup],
]);

/** Actions of older back-ends, which send RetCode as text. */
export const ACTIONS_WITH_TEXT_RETCODE: ReadonlySet<string> = new Set([
  'DescribeUMemBackup',
  'DescribeUMemBackupURL',
  'DescribeUMemSpace',
]);
