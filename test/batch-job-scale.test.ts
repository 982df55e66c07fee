import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { CompletionReport, JobManifest, ManifestFilter, type BatchJobProps } from '../src';
import { bucketNamed, newJob, newStack } from './fixture';
import { cycleIn } from './template-graph';

const RUNS_JOBS = { assumedBy: new iam.ServicePrincipal('batchoperations.s3.amazonaws.com') };

/** What IAM allows a role: IAM User Guide, "IAM and AWS STS quotas", the quota of managed policies as it is by default. */
const IAM = { inline: 10_240, managed: 6_144, managedCount: 20 };

/** Resources of a template. CloudFormation User Guide, "Understand CloudFormation quotas". */
const RESOURCES = 500;

/** Jobs with a prefix of the bucket each, on which they also report. */
function newJobs(stack: Stack, count: number, propsOf: (bucket: s3.Bucket, index: number) => Partial<BatchJobProps> = () => ({})): void {
  const bucket = new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.KMS });
  for (let index = 0; index < count; index++) {
    newJob(stack, {
      manifest: JobManifest.generate(bucket, { filter: ManifestFilter.where({ keyPrefix: `tenants/${index}/logs/` }) }),
      report: CompletionReport.allTasks(bucket, { prefix: `reports/${index}` }),
      ...propsOf(bucket, index),
    }, `Job${index}`);
  }
}

/** A CSV manifest of objects with a prefix of their own. */
function csv(bucket: s3.IBucket, index: number): BatchJobProps['manifest'] {
  return JobManifest.fromCsv(bucket, `manifests/tenants/${index}.csv`, { scope: [{ bucket, keyPrefix: `tenants/${index}/` }] });
}

/** A value of a template as it may be deployed, with long names. */
function deployed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return Array.isArray(value) ? value.map(deployed) : value;
  }
  const [[name, argument]] = Object.entries(value);
  const values: Record<string, () => unknown> = {
    'Ref': () => ({ 'AWS::Partition': 'aws-us-gov', 'AWS::Region': 'ap-southeast-1', 'AWS::AccountId': '111122223333' })[argument as string] ?? 'n'.repeat(64),
    'Fn::GetAtt': () => `arn:aws-us-gov:s3:::${'n'.repeat(63)}`,
    'Fn::Join': () => argument[1].map(deployed).join(argument[0]),
  };
  return values[name]?.() ?? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deployed(item)]));
}

interface PoliciesOfRole {
  inline: number;
  managed: number[];
}

/** Characters of all policies in the template, by role. */
function policiesByRole(stack: Stack): PoliciesOfRole[] {
  const roles = new Map<string, PoliciesOfRole>();
  Object.values<{ Type: string; Properties: { Roles: unknown[]; PolicyDocument: unknown } }>(Template.fromStack(stack).toJSON().Resources)
    .filter(({ Type }) => ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].includes(Type))
    .forEach(({ Type, Properties: { Roles, PolicyDocument } }) => {
      const [role] = Roles.map((item) => JSON.stringify(item));
      const policies = roles.get(role) ?? { inline: 0, managed: [] };
      const { length } = JSON.stringify(deployed(PolicyDocument));
      roles.set(role, Type === 'AWS::IAM::Policy'
        ? { ...policies, inline: policies.inline + length }
        : { ...policies, managed: [...policies.managed, length] });
    });
  return [...roles.values()];
}

function expectDeployable(stack: Stack): void {
  expect(cycleIn(stack)).toBeUndefined();
  expect(Object.keys(Template.fromStack(stack).toJSON().Resources).length).toBeLessThan(RESOURCES);
  const roles = policiesByRole(stack);
  expect(roles.length).toBeGreaterThan(1);
  expect(Math.max(...roles.map(({ inline }) => inline))).toBeLessThanOrEqual(IAM.inline);
  expect(Math.max(0, ...roles.flatMap(({ managed }) => managed))).toBeLessThanOrEqual(IAM.managed);
  expect(Math.max(...roles.map(({ managed }) => managed.length))).toBeLessThanOrEqual(IAM.managedCount);
}

describe.each([['no', {}], ['the recommended', recommendedFlags]])('with %s feature flags, within the limits of IAM and CloudFormation, synthesize', (_, context) => {
  test('150 jobs with a role each', () => {
    const stack = newStack({}, context);
    newJobs(stack, 150);

    expectDeployable(stack);
  });

  test('150 jobs with a role and a CSV manifest each', () => {
    const stack = newStack({}, context);
    newJobs(stack, 150, (bucket, index) => ({ manifest: csv(bucket, index) }));

    expectDeployable(stack);
  });

  test('100 jobs with prefixes of their own that share a role', () => {
    const stack = newStack({}, context);
    const role = new iam.Role(stack, 'Role', RUNS_JOBS);
    newJobs(stack, 100, () => ({ role }));

    expectDeployable(stack);
  });

  test('100 jobs with CSV manifests of their own that share a role', () => {
    const stack = newStack({}, context);
    const role = new iam.Role(stack, 'Role', RUNS_JOBS);
    newJobs(stack, 100, (bucket, index) => ({ role, manifest: csv(bucket, index) }));

    expectDeployable(stack);
  });

  test('100 jobs that are given a role each', () => {
    const stack = newStack({}, context);
    newJobs(stack, 100, (__, index) => ({ role: new iam.Role(stack, `Role${index}`, RUNS_JOBS) }));

    expectDeployable(stack);
  });

  test('60 jobs with a CSV manifest in a bucket of its own each', () => {
    const stack = newStack({}, context);
    newJobs(stack, 60, (__, index) => ({ manifest: csv(new s3.Bucket(stack, `Manifests${index}`), index) }));

    expectDeployable(stack);
  });

  test('a job on 200 prefixes', () => {
    const stack = newStack({}, context);
    const scope = Array.from({ length: 200 }, (__, index) => ({ bucket: bucketNamed(stack, 'objects'), keyPrefix: `tenants/${index}/` }));
    newJob(stack, { manifest: JobManifest.fromCsv(bucketNamed(stack, 'manifests'), 'm.csv', { scope }) });

    expectDeployable(stack);
  });
});

describe('past the limits of IAM is refused', () => {
  test('an imported role, whose policies the CDK doesn\'t spread', () => {
    const stack = newStack();
    const role = iam.Role.fromRoleName(stack, 'Role', 'ours');
    newJobs(stack, 60, () => ({ role }));

    expect(() => Template.fromStack(stack)).toThrow(new RegExp('\\[Stack/S3BatchJobHandler\\] the inline policies of the role Stack/Role must come to at most 10240 '
      + 'characters; let fewer jobs share it, leave `role` out, and each job gets a role of its own, or import it with \\{ mutable: false \\} and attach policies '
      + 'to it yourself, got: about 1\\d{4}'));
  });

  test('but not an imported role that has few jobs', () => {
    const stack = newStack();
    const role = iam.Role.fromRoleName(stack, 'Role', 'ours');
    newJobs(stack, 20, () => ({ role }));

    expectDeployable(stack);
  });

  test('a job on more prefixes than policies have room for', () => {
    const stack = newStack();
    const scope = Array.from({ length: 1000 }, (__, index) => ({ bucket: bucketNamed(stack, 'objects'), keyPrefix: `${'tenants/'.repeat(9)}/${index}/` }));
    newJob(stack, { manifest: JobManifest.fromCsv(bucketNamed(stack, 'manifests'), 'm.csv', { scope }) });

    expect(() => Template.fromStack(stack)).toThrow(/the role Stack\/Job\/Role must have at most 25 managed policies; give the job fewer and shorter prefixes, or make several jobs of it, got: [2-4]\d/);
  });

  test('a statement that no policy has room for', () => {
    const stack = newStack();
    const scope = Array.from({ length: 30 }, (__, index) => ({ bucket: new s3.Bucket(stack, `Bucket${index}`), keyPrefix: `${'x'.repeat(1000)}${index}/` }));
    newJob(stack, { manifest: JobManifest.fromCsv(bucketNamed(stack, 'manifests'), 'm.csv', { scope }) });

    expect(() => Template.fromStack(stack)).toThrow(/the inline policies of the role Stack\/Job\/Role must come to at most 10240 characters; give the job fewer and shorter prefixes/);
  });

  test.each([[25, false], [26, true]])('a shared role, unless its managed policies are few: with %i of them', (count, refused) => {
    const stack = newStack();
    const managedPolicies = Array.from({ length: count }, (__, index) => iam.ManagedPolicy.fromAwsManagedPolicyName(`Policy${index}`));
    newJob(stack, { role: new iam.Role(stack, 'Role', { ...RUNS_JOBS, managedPolicies }) });

    const synth = expect(() => Template.fromStack(stack));
    const message = /the role Stack\/Role must have at most 25 managed policies; let fewer jobs share it, or leave `role` out, and each job gets a role of its own, got: 26/;
    refused ? synth.toThrow(message) : synth.not.toThrow();
  });

  test.each([[6_144, false], [6_145, true]])('a managed policy of a role, unless it has %i characters', (length, refused) => {
    const stack = newStack();
    const { role } = newJob(stack);
    const empty = JSON.stringify({ Statement: [{ Action: 's3:GetObject', Effect: 'Allow', Resource: '' }], Version: '2012-10-17' }).length;
    const statements = [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['r'.repeat(length - empty)] })];
    new iam.ManagedPolicy(stack, 'Policy', { roles: [role], statements });

    const synth = expect(() => Template.fromStack(stack));
    refused ? synth.toThrow(/a managed policy of the role Stack\/Job\/Role must have at most 6144 characters; .*, got: about 6145/) : synth.not.toThrow();
  });

  test('what was added to the handler\'s role, beside the rest of it', () => {
    const stack = newStack();
    newJobs(stack, 3, (bucket, index) => ({ manifest: csv(bucket, index) }));
    const handler = stack.node.findChild('S3BatchJobHandler').node.findChild('Role') as iam.Role;
    const resources = ['r'.repeat(9_800)];
    handler.attachInlinePolicy(new iam.Policy(stack, 'More', { statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources })] }));

    expect(() => Template.fromStack(stack)).toThrow(/the inline policies of the role Stack\/S3BatchJobHandler\/Role must come to .*; move some of the stack's jobs to another stack, got: about 1\d{4}/);
  });
});
