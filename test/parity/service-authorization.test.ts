import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Declaration } from './declaration';
import { OPERATIONS } from './operations';
import { ACTIONS, actionsMatching, canBeOn, type ResourceType } from './service-authorization';
import { sharedServer } from './shared-server';
import { derivedGrants } from './trial';
import { CONTROL_CALLS } from '../../local/src/http/s3-control/calls';
import { SERVICE_PERMISSIONS, type ServicePermission } from '../../local/src/operations/service-permissions';
import { CALL_ACTIONS, WRITE_ACTIONS } from '../../local/src/store/call-actions';
import type { OperationName } from '../../src/private/contract';

const server = sharedServer();

/** What looks like an action and is none: keys of conditions, and what the engine's log has for a call that it doesn't know. */
const NO_ACTIONS = [
  's3:ExistingJobPriority', 's3:JobSuspendedCause', 's3:RequestJobPriority', 's3:unknown', 'lambda:unknown', 'iam:PassedToService',
  'kms:CallerAccount', 'kms:ResourceAliases', 'kms:ViaService',
];

/** What is granted where no job is put on trial, and why. */
const NOT_TRIED: { readonly [action: string]: string } = {
  's3:GetObjectAnnotation': 'objects have no annotations in the engine',
  's3:GetObjectVersionAnnotation': 'objects have no annotations in the engine',
  's3:PutObjectAnnotation': 'objects have no annotations in the engine',
  's3express:CreateSession': 'there are no directory buckets in the engine',
  'ec2:AssignPrivateIpAddresses': 'Lambda\'s own, for a handler in a VPC',
  'ec2:CreateNetworkInterface': 'Lambda\'s own, for a handler in a VPC',
  'ec2:DeleteNetworkInterface': 'Lambda\'s own, for a handler in a VPC',
  'ec2:DescribeNetworkInterfaces': 'Lambda\'s own, for a handler in a VPC',
  'ec2:DescribeSubnets': 'Lambda\'s own, for a handler in a VPC',
  'ec2:UnassignPrivateIpAddresses': 'Lambda\'s own, for a handler in a VPC',
  'kms:DescribeKey': 'CloudWatch Logs\' own, for a log under a key',
};

describe('the engine\'s tables', () => {
  test.each(Object.entries(CALL_ACTIONS))('%s is asked for by actions that IAM knows, on their type of resource', (_call, { action, versionAction = action, resource }) => {
    expect([action, versionAction].map((name) => ACTIONS[name])).toEqual([[resource], [resource]]);
  });

  test.each(Object.values(WRITE_ACTIONS))('%s, of what is written beside bytes, is an action on objects', (action) => {
    expect(ACTIONS[action]).toEqual(['object']);
  });

  test.each(Object.values(CONTROL_CALLS).map(({ action, on }) => [action, on] as const))('%s is asked on what IAM asks it on: %s', (action, on) => {
    expect(ACTIONS[action]).toEqual(on === 'job' ? ['job'] : []);
  });

  const permissions: readonly ServicePermission[] = Object.values(SERVICE_PERMISSIONS).flat();
  test.each(permissions.map(({ action, on }) => [action, on] as const))('%s, which no call shows, is asked on what IAM asks it on: a task\'s %s', (action, on) => {
    const type: ResourceType = on === 'bucket' ? 'bucket' : 'object';
    expect(ACTIONS[action]).toEqual([type]);
  });
});

test.each(['src', 'local/src'])('no action in %s is misspelt', (folder) => {
  for (const name of actionsIn(folder)) expect(() => actionsMatching(name)).not.toThrow();
});

test('a misspelt action would be told of', () => {
  expect(() => actionsMatching('s3:GetObjectACL')).toThrow('IAM knows no action s3:GetObjectACL');
  expect(actionsIn('src')).toContain('s3:GetObjectAcl');
});

test('every action that the constructs know is granted in a trial, or it is said why not', async () => {
  const granted = new Set<string>();
  for (const declaration of DECLARATIONS) for (const { action } of await derivedGrants(declaration, server)) granted.add(action);
  const known = actionsIn('src').flatMap(actionsMatching);

  expect([...new Set(known)].filter((action) => !granted.has(action)).sort()).toEqual(Object.keys(NOT_TRIED).sort());
});

/** Among all that is put on trial, what has every action in it. */
const DECLARATIONS: readonly Declaration[] = [
  ...(Object.keys(OPERATIONS) as OperationName[]).flatMap((operation): Declaration[] => [
    { operation, manifest: 'CSV of versions', scenario: 'versioned' },
    { operation, manifest: 'generated, kept', scenario: 'KMS' },
  ]),
  { operation: 'S3PutObjectCopy', manifest: 'CSV', scenario: 'locked' },
  { operation: 'S3PutObjectTagging', manifest: 'objects', scenario: 'latest' },
];

test.each<[boolean, string, string]>([
  [true, 's3:CreateJob', '*'],
  [false, 's3:CreateJob', 'arn:aws:s3:us-east-1:111122223333:job/*'],
  [true, 's3:ListBucket', 'arn:aws:s3:::objects'],
  [false, 's3:ListBucket', 'arn:aws:s3:::objects/*'],
  [true, 's3:GetObject', 'arn:aws:s3:::objects/a/*'],
  [false, 's3:GetObject', 'arn:aws:s3:::objects'],
  [false, 's3:GetObject', '*'],
  [true, 'lambda:InvokeFunction', 'arn:aws:lambda:us-east-1:111122223333:function:checksum:live'],
  [true, 'kms:Decrypt', 'arn:aws:kms:us-east-1:111122223333:key/*'],
  [false, 'kms:Decrypt', 'arn:aws:kms:us-east-1:111122223333:alias/images'],
])('whether it is %s that IAM can allow %s on %s', (can, action, resource) => {
  expect(canBeOn(action, resource)).toBe(can);
});

/** The actions that stand as text in the code of a folder. */
function actionsIn(folder: string): string[] {
  const root = join(__dirname, '..', '..', folder);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.includes('node_modules'));
  const texts = files.map((file) => readFileSync(join(root, file), 'utf8').replace(/^ *(\*|\/\/|\/\*).*$/gm, ''));
  return texts.flatMap((text) => [...text.matchAll(/'((?:s3|s3express|kms|lambda|iam|logs|cloudformation|ec2|sts):[A-Za-z]+\*?)'/g)].map(([, name]) => name))
    .filter((name) => !NO_ACTIONS.includes(name));
}
