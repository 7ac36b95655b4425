import { randomBytes } from 'node:crypto';

export interface PracticeProject {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly createdAtSeconds: number;
}

export const PROJECTS: readonly PracticeProject[] = [
  { id: 'org-3kopqz', name: 'Online shop', isDefault: true, createdAtSeconds: 1_612_434_682 },
  { id: 'org-0qakla', name: 'Analytics', isDefault: false, createdAtSeconds: 1_655_434_682 },
  { id: 'org-5tz1wd', name: '支付', isDefault: false, createdAtSeconds: 1_698_434_682 },
];

/** A key pair that the practice cloud knows, and what it may do. */
export interface PracticeKey {
  readonly publicKey: string;
  readonly privateKey: string;
  /** Temporary keys are only good together with their token; empty for all others. */
  readonly securityToken: string;
  readonly isExpired: boolean;
  /** A sub-account must name one of its projects in every call of a product. */
  readonly projectIds: readonly string[] | 'all';
  readonly refusedActions: readonly string[];
}

export interface PracticeKeys {
  /** The owner of everything. */
  readonly owner: PracticeKey;
  /** A sub-account: needs a ProjectId, may use one project, may neither create backups nor ask who it is. */
  readonly restricted: PracticeKey;
  /** A sub-account that sees instances and backups, but gets neither links nor shards. */
  readonly lister: PracticeKey;
  readonly temporary: PracticeKey;
  readonly expiredTemporary: PracticeKey;
}

const FETCHING_ACTIONS = ['DescribeURedisBackupURL', 'DescribeUMemBackupURL', 'DescribeUMemBlockInfo'];

/** Keys made up anew at every start; the owner's may be given. */
export function createKeys(owner?: { publicKey: string; privateKey: string }): PracticeKeys {
  const base = { securityToken: '', isExpired: false, projectIds: 'all', refusedActions: [] } as const;
  const refusedActions = ['GetUserInfo', 'CreateURedisBackup', 'CreateUMemBackup'];
  return {
    owner: { ...newPair(), ...owner, ...base },
    restricted: { ...newPair(), ...base, projectIds: ['org-0qakla'], refusedActions },
    lister: { ...newPair(), ...base, projectIds: ['org-0qakla'], refusedActions: FETCHING_ACTIONS },
    temporary: { ...newPair(), ...base, securityToken: newSecret(48) },
    expiredTemporary: { ...newPair(), ...base, securityToken: newSecret(48), isExpired: true },
  };
}

function newPair(): { publicKey: string; privateKey: string } {
  return { publicKey: newSecret(33), privateKey: newSecret(33) };
}

/** @returns text of the alphabet that UCloud's newer keys use, `+` and `/` left out. */
export function newSecret(byteCount: number): string {
  return randomBytes(byteCount).toString('base64url');
}

export const OWNER = {
  UserId: 100_200_300,
  UserEmail: 'rehearsal@example.com',
  UserName: 'Practice owner',
  UserPhone: '',
  PhonePrefix: '(86)',
  UserType: 2,
  UserVersion: 1,
  Admin: 1,
  Administrator: 'rehearsal@example.com',
  AuthState: 'CERTIFIED',
  City: '上海',
  CompanyName: 'Backhaul Practice Ltd.',
  Finance: 1,
  IndustryType: 'Software',
  Province: '上海',
  UserAddress: '',
} as const;
