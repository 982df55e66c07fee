import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnParameter, Fn, NestedStack, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { JobManifest, ManifestFilter } from '../src';
import { jobRequest, newJob, newStack, resourcesOf, statementsOf } from './fixture';

const RUNS_JOBS = { assumedBy: new iam.ServicePrincipal('batchoperations.s3.amazonaws.com') };
const ENV = { account: '111122223333', region: 'eu-west-1' };

/** What a job that tags what lies under `logs/` of the bucket `objects` needs. */
const JOB_STATEMENTS = [
  { Action: 's3:PutInventoryConfiguration', Effect: 'Allow', Resource: 'arn:aws:s3:::objects' },
  { Action: ['s3:PutObjectTagging', 's3:PutObjectVersionTagging'], Effect: 'Allow', Resource: 'arn:aws:s3:::objects/logs/*' },
];

/** Roles that the handler may let jobs run as, those aside that the jobs make for themselves. */
function passedRoles(stack: Stack): unknown[] {
  return statementsOf(stack, 'S3BatchJobHandler')
    .map((statement) => statement as { Action: string; Resource: unknown })
    .filter(({ Action }) => Action === 'iam:PassRole')
    .flatMap(({ Resource }) => Resource)
    .slice(1);
}

/** Those of this library: the CDK has others, which differ by its release. */
function warningsOf(stack: Stack): unknown[] {
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('cdk-s3-batch-operations:')).map(({ entry }) => entry.data);
}

describe.each([['no', {}], ['the recommended', recommendedFlags]])('with %s feature flags', (_, context) => {
  test('a job without a role gets one that S3 may assume, under a path of the stack\'s', () => {
    const stack = newStack({}, context);
    newJob(stack);

    const [[, role]] = Object.entries(resourcesOf(stack, 'AWS::IAM::Role')).filter(([id]) => id.startsWith('JobRole'));
    expect(role.Properties).toEqual({
      AssumeRolePolicyDocument: {
        Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'batchoperations.s3.amazonaws.com' } }],
        Version: '2012-10-17',
      },
      Path: '/cdk-s3-batch-operations/Stack/',
    });
    expect(statementsOf(stack, 'JobRole')).toEqual(JOB_STATEMENTS);
    expect(passedRoles(stack)).toEqual([]);
  });

  test('a given role of the app gets what a job\'s own would have, and the handler may let the job run as it', () => {
    const stack = newStack({}, context);
    const role = new iam.Role(stack, 'Given', RUNS_JOBS);
    newJob(stack, { role });

    const arn = { 'Fn::GetAtt': [expect.stringMatching(/^Given/), 'Arn'] };
    expect(statementsOf(stack, 'Given')).toEqual(JOB_STATEMENTS);
    expect(jobRequest(stack).RoleArn).toEqual(arn);
    expect(passedRoles(stack)).toEqual([arn]);
    expect(Object.keys(resourcesOf(stack, 'AWS::IAM::Role')).filter((id) => id.startsWith('Job'))).toEqual([]);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('a role that two jobs are given gets what both need, and is passed by one statement', () => {
    const stack = newStack({}, context);
    const role = new iam.Role(stack, 'Given', RUNS_JOBS);
    newJob(stack, { role }, 'First');
    newJob(stack, { role, manifest: JobManifest.generate(s3.Bucket.fromBucketName(stack, 'Other', 'others'), { filter: ManifestFilter.allObjects() }) }, 'Second');

    const granted = JSON.stringify(statementsOf(stack, 'Given'));
    expect(['arn:aws:s3:::objects/logs/*', ':s3:::others', ':s3:::others/*'].filter((arn) => !granted.includes(`${arn}"`))).toEqual([]);
    expect(passedRoles(stack)).toHaveLength(1);
  });

  test('a role imported by its name gets a policy', () => {
    const stack = newStack({}, context);
    newJob(stack, { role: iam.Role.fromRoleName(stack, 'Given', 'ours') });

    const [policy] = Object.entries(resourcesOf(stack, 'AWS::IAM::Policy')).filter(([id]) => id.startsWith('Given'));
    expect(policy[1].Properties).toMatchObject({ PolicyDocument: { Statement: JOB_STATEMENTS }, Roles: ['ours'] });
    expect(passedRoles(stack)).toEqual([{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':role/ours']] }]);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('a lazy role is made, and gets what the job needs', () => {
    const stack = newStack({}, context);
    newJob(stack, { role: new iam.LazyRole(stack, 'Given', RUNS_JOBS) });

    expect(statementsOf(stack, 'Given')).toEqual(JOB_STATEMENTS);
    expect(passedRoles(stack)).toHaveLength(1);
    expect(warningsOf(stack)).toEqual([]);
  });
});

test.each<[string, (stack: Stack) => iam.IRole]>([
  ['imported as immutable', (stack) => iam.Role.fromRoleArn(stack, 'Given', 'arn:aws:iam::111122223333:role/ours', { mutable: false })],
  ['without policy updates', (stack) => new iam.Role(stack, 'Given', RUNS_JOBS).withoutPolicyUpdates()],
])('a role %s is passed, and a warning says that somebody else has to allow it what the job needs', (_, makeRole) => {
  const stack = newStack({ env: ENV });
  const job = newJob(stack, { role: makeRole(stack) });

  expect(passedRoles(stack)).toHaveLength(1);
  expect(Object.keys(resourcesOf(stack, 'AWS::IAM::Policy')).filter((id) => !id.startsWith('S3BatchJobHandler'))).toEqual([]);
  expect(warningsOf(stack)).toEqual([expect.stringMatching(/^the CDK can't add to the role .*`requiredStatements`.*BatchJob\.roleNotUpdated\]$/)]);
  expect(stack.resolve(job.requiredStatements.map((statement) => statement.toStatementJson()))).toEqual(JOB_STATEMENTS);
});

test('the role of a job in another stack is passed by name, for the handler\'s pattern is of its own stack', () => {
  const app = new App();
  const { role } = newJob(new Stack(app, 'Other'));
  const stack = new Stack(app, 'Stack');
  newJob(stack, { role });

  expect(passedRoles(stack)).toEqual([{ 'Fn::ImportValue': expect.stringMatching(/^Other:.*JobRole/) }]);
});

test('the role of another job of the stack needs no statement of its own', () => {
  const stack = newStack();
  const { role } = newJob(stack, {}, 'First');
  newJob(stack, { role }, 'Second');

  expect(passedRoles(stack)).toEqual([]);
});

test('a nested stack\'s roles have the path of the stack around it, whose name is known', () => {
  const nested = new NestedStack(newStack(), 'Nested');
  newJob(nested);

  const roles = Object.values(resourcesOf(nested, 'AWS::IAM::Role')).map(({ Properties }) => Properties.Path);
  expect(roles).toContain('/cdk-s3-batch-operations/Stack/');
  expect(JSON.stringify(statementsOf(nested, 'S3BatchJobHandler'))).toContain(':role/cdk-s3-batch-operations/Stack/*"');
});

describe('a role of another account is refused', () => {
  test('when its account is known', () => {
    const stack = newStack({ env: ENV });
    const role = iam.Role.fromRoleArn(stack, 'Given', 'arn:aws:iam::444455556666:role/theirs');

    expect(() => newJob(stack, { role })).toThrow('- `role` must be of the account that the job is in, 111122223333, for S3 takes no role of another, got: a role of 444455556666');
  });

  test('when it is made in a stack of that account', () => {
    const app = new App();
    const role = new iam.Role(new Stack(app, 'Theirs', { env: { ...ENV, account: '444455556666' } }), 'Role', { ...RUNS_JOBS, roleName: 'theirs' });

    expect(() => newJob(new Stack(app, 'Ours', { env: ENV }), { role })).toThrow('got: a role of 444455556666');
  });

  test.each<[string, (stack: Stack) => iam.IRole]>([
    ['of the same account', (stack) => iam.Role.fromRoleArn(stack, 'Given', 'arn:aws:iam::111122223333:role/ours')],
    ['whose account only the deployment knows', (stack) => iam.Role.fromRoleArn(stack, 'Given', Fn.importValue('Role'))],
    ['that the CDK has yet to look up, as another account\'s', (stack) => iam.Role.fromLookup(stack, 'Given', { roleName: 'ours' })],
  ])('but not one %s', (_, makeRole) => {
    const stack = newStack({ env: ENV });

    expect(() => newJob(stack, { role: makeRole(stack) })).not.toThrow();
  });
});

test.each([['null', null], ['an ARN', 'arn:aws:iam::111122223333:role/ours'], ['an object', {}], ['a number', 7]])('what is no role is refused: %s', (_, role) => {
  expect(() => newJob(newStack(), { role: role as never })).toThrow(/- `role` must be a role; use Role\.fromRoleArn for one that exists already, got: /);
});

describe('a role\'s name is taken from its ARN', () => {
  const pathUnknown = expect.stringMatching(/^the ARN of the role Stack\/Given is known only at deployment: if it has a path.*BatchJob\.rolePathUnknown\]$/);

  test.each<[string, (stack: Stack) => string]>([
    ['an import', () => Fn.importValue('Role')],
    ['a parameter', (stack) => new CfnParameter(stack, 'RoleArn').valueAsString],
  ])('which is a part of its path if the ARN comes from %s: a warning says so', (_, arnIn) => {
    const stack = newStack();
    newJob(stack, { role: iam.Role.fromRoleArn(stack, 'Given', arnIn(stack)) });

    expect(warningsOf(stack)).toEqual([pathUnknown]);
  });

  test.each<[string, (stack: Stack) => iam.IRole]>([
    ['written out with a path', (stack) => iam.Role.fromRoleArn(stack, 'Given', 'arn:aws:iam::111122223333:role/a/path/ours')],
    ['named by a parameter', (stack) => iam.Role.fromRoleName(stack, 'Given', new CfnParameter(stack, 'RoleName').valueAsString)],
    ['of another stack', (stack) => new iam.Role(new Stack(stack.node.root, 'Roles'), 'Given', { ...RUNS_JOBS, path: '/a/path/' })],
  ])('but rightly from one that is %s', (_, makeRole) => {
    const stack = newStack();
    newJob(stack, { role: makeRole(stack) });

    expect(warningsOf(stack)).toEqual([]);
  });

  test('which does no harm to a role that the CDK doesn\'t add to', () => {
    const stack = newStack();
    newJob(stack, { role: iam.Role.fromRoleArn(stack, 'Given', Fn.importValue('Role'), { mutable: false }) });

    expect(warningsOf(stack)).toEqual([expect.stringMatching(/BatchJob\.roleNotUpdated\]$/)]);
  });
});

describe('Role.customizeRoles', () => {
  const precreated = { 'Stack/Job/Role': 'our-job-role', 'Stack/S3BatchJobHandler/Role': 'our-handler-role' };
  const arnOf = (name: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, `:role/${name}`]] });
  const outdir = mkdtempSync(join(tmpdir(), 'roles-'));
  afterAll(() => rmSync(outdir, { recursive: true }));

  /** An app with a job that has a manifest for the handler to look up, and the statements that the CDK reports, by role. */
  function customized(options: iam.CustomizeRolesOptions): { stack: Stack; report: Record<string, string> } {
    const app = new App({ outdir: mkdtempSync(join(outdir, 'app-')) });
    iam.Role.customizeRoles(app, options);
    const stack = new Stack(app, 'Stack');
    const bucket = s3.Bucket.fromBucketArn(stack, 'Bucket', 'arn:aws:s3:::objects');
    newJob(stack, { manifest: JobManifest.fromCsv(bucket, 'm.csv', { scope: [{ bucket }] }) });
    const { directory } = app.synth();
    const { roles } = JSON.parse(readFileSync(join(directory, 'iam-policy-report.json'), 'utf8'));
    const entries = roles.map((role: Record<string, unknown>) => [role.roleConstructPath, JSON.stringify(role.identityPolicyStatements)]);
    return { stack, report: Object.fromEntries(entries) };
  }

  test('with roles that exist makes none and no policies, runs the job as its own, and passes that one', () => {
    const { stack, report } = customized({ usePrecreatedRoles: precreated });

    const types = Object.values<{ Type: string }>(Template.fromStack(stack).toJSON().Resources).map(({ Type }) => Type);
    expect(types.filter((type) => type.startsWith('AWS::IAM'))).toEqual([]);
    expect(jobRequest(stack).RoleArn).toEqual(arnOf('our-job-role'));
    expect(Object.values(resourcesOf(stack, 'AWS::Lambda::Function'))[0].Properties.Role).toEqual(arnOf('our-handler-role'));
    expect(report['Stack/S3BatchJobHandler/Role']).toContain('{"Action":"iam:PassRole","Effect":"Allow","Resource":"arn:(PARTITION):iam::(ACCOUNT):role/our-job-role"}');
  });

  test.each([['roles that exist', { usePrecreatedRoles: precreated }], ['a report alone', { preventSynthesis: false }]])('with %s reports all that the roles need', (_, options) => {
    const { report } = customized(options);

    expect(Object.keys(report)).toEqual(expect.arrayContaining(Object.keys(precreated)));
    expect(Object.keys(report)).toHaveLength(2);
    expect(report['Stack/Job/Role']).toContain('{"Action":"s3:PutObjectTagging","Effect":"Allow","Resource":"arn:aws:s3:::objects/*"}');
    expect(report['Stack/S3BatchJobHandler/Role']).toContain('{"Action":"s3:GetObject","Effect":"Allow","Resource":"arn:aws:s3:::objects/m.csv"}');
    expect(report['Stack/S3BatchJobHandler/Role']).toContain('"s3:CreateJob"');
    expect(report['Stack/S3BatchJobHandler/Role']).toContain('"lambda:InvokeFunction"');
  });
});
