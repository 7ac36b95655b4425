import { expect, it } from 'vitest';
import { policyFor } from './needed-actions.ts';

it('a policy allows the actions it is asked for, and nothing else', () => {
  expect(JSON.parse(policyFor(['GetRegion', 'DescribeUMemBackupURL']))).toEqual({
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: ['uaccount:GetRegion', 'umem:DescribeUMemBackupURL'], Resource: ['*'] }],
  });
});
