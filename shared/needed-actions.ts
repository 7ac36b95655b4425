/**
 * Every call Backhaul makes, with the product UCloud counts it to. Permissions are written
 * `<product>:<action>` (UCloud's IAM); the products are the service packages of ucloud-sdk-go.
 */
const PRODUCTS = {
  GetUserInfo: 'uaccount',
  GetRegion: 'uaccount',
  GetProjectList: 'uaccount',
  DescribeUMem: 'umem',
  DescribeURedisGroup: 'umem',
  DescribeURedisBackup: 'umem',
  DescribeUMemBackup: 'umem',
  DescribeURedisBackupURL: 'umem',
  DescribeUMemBackupURL: 'umem',
  DescribeUMemBlockInfo: 'umem',
  CreateURedisBackup: 'umem',
  CreateUMemBackup: 'umem',
} as const;

export type CloudAction = keyof typeof PRODUCTS;

/** All of them read. In the order in which a test asks for them and a screen shows them. */
export const NEEDED_ACTIONS = [
  'GetUserInfo',
  'GetRegion',
  'GetProjectList',
  'DescribeUMem',
  'DescribeURedisGroup',
  'DescribeURedisBackup',
  'DescribeUMemBackup',
  'DescribeURedisBackupURL',
  'DescribeUMemBackupURL',
  'DescribeUMemBlockInfo',
] as const satisfies readonly CloudAction[];
export type NeededAction = (typeof NEEDED_ACTIONS)[number];

/** What only “Back up now” needs: these change something in the cloud, so no test tries them. */
export const WRITE_ACTIONS = ['CreateURedisBackup', 'CreateUMemBackup'] as const satisfies readonly CloudAction[];

/** An action as a policy names it. */
export function permissionFor(action: CloudAction): string {
  return `${PRODUCTS[action]}:${action}`;
}

/** The text of a custom policy that allows these actions and nothing else, as UCloud's IAM takes it. */
export function policyFor(actions: readonly CloudAction[]): string {
  const statement = { Effect: 'Allow', Action: actions.map(permissionFor), Resource: ['*'] };
  return JSON.stringify({ Version: '1', Statement: [statement] }, null, 2);
}
