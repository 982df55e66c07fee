import { App, Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { BatchJobHandler, type BatchJobHandlerOptions } from '../src';
import { jobResource, newJob, newStack, resourcesOf, statementsOf } from './fixture';

const ENV = { account: '111122223333', region: 'eu-west-1' };
const KEY_ACTIONS = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'];

/** Properties of the stack's only resource of a type. */
function only(stack: Stack, type: string): Record<string, unknown> | undefined {
  const [resource, ...others] = Object.values(resourcesOf(stack, type));
  expect(others).toEqual([]);
  return resource.Properties;
}

/** A VPC without functions of its own. */
function newVpc(stack: Stack, subnetType = ec2.SubnetType.PRIVATE_WITH_EGRESS): ec2.Vpc {
  return new ec2.Vpc(stack, 'Vpc', {
    restrictDefaultSecurityGroup: false,
    subnetConfiguration: [{ name: 'public', subnetType: ec2.SubnetType.PUBLIC }, { name: 'chosen', subnetType }],
  });
}

function problemsOf(makeOptions: (stack: Stack) => BatchJobHandlerOptions): string[] {
  const stack = newStack({ env: ENV });
  try {
    BatchJobHandler.getOrCreate(stack, makeOptions(stack));
  } catch (error) {
    const [first, ...problems] = (error as Error).message.split('\n');
    expect(first).toBe("Stack/S3BatchJobHandler can't be deployed as it is:");
    return problems;
  }
  return [];
}

test('a handler that is made before the jobs is the one they use', () => {
  const stack = newStack();
  const handler = BatchJobHandler.getOrCreate(stack, { logRetention: logs.RetentionDays.ONE_YEAR });
  newJob(stack);

  expect(BatchJobHandler.getOrCreate(stack)).toBe(handler);
  expect(jobResource(stack).Properties.ServiceToken).toEqual(stack.resolve(handler.handlerFunction.functionArn));
  expect(stack.resolve(handler.serviceToken)).toEqual(stack.resolve(handler.handlerFunction.functionArn));
  expect(only(stack, 'AWS::Logs::LogGroup')).toEqual({ RetentionInDays: 365 });
});

test('a handler is of its stack alone', () => {
  const app = new App();
  const first = BatchJobHandler.getOrCreate(new Stack(app, 'First'));
  const second = BatchJobHandler.getOrCreate(new Stack(app, 'Second'), { logRetention: logs.RetentionDays.ONE_YEAR });

  expect(second).not.toBe(first);
});

describe('once the handler is there', () => {
  const refusal = "Stack/S3BatchJobHandler can't be deployed as it is:\n- `options` can't be given any more: the handler is there, made by a BatchJob of the stack or by an earlier call; "
    + "call BatchJobHandler.getOrCreate with them once, before the stack's first BatchJob";

  test.each<[string, (stack: Stack) => unknown]>([
    ['a job', newJob],
    ['a call', (stack) => BatchJobHandler.getOrCreate(stack)],
    ['the same call', (stack) => BatchJobHandler.getOrCreate(stack, { logRemovalPolicy: RemovalPolicy.RETAIN })],
  ])('by %s, options are refused', (_, make) => {
    const stack = newStack();
    make(stack);

    expect(() => BatchJobHandler.getOrCreate(stack, { logRemovalPolicy: RemovalPolicy.RETAIN })).toThrow(refusal);
  });

  test.each([[undefined], [{}], [{ vpc: undefined }], [null]])('options that say nothing are not: %j', (options) => {
    const stack = newStack();
    newJob(stack);

    expect(() => BatchJobHandler.getOrCreate(stack, options as BatchJobHandlerOptions)).not.toThrow();
  });
});

describe.each([['no', {}], ['the recommended', recommendedFlags]])('in a VPC, with %s feature flags', (_, context) => {
  test('the function runs in the private subnets with a security group of its own, and its role may make network interfaces', () => {
    const stack = newStack({ env: ENV }, context);
    const vpc = newVpc(stack);
    const { handlerFunction } = BatchJobHandler.getOrCreate(stack, { vpc });

    expect(only(stack, 'AWS::Lambda::Function')?.VpcConfig).toEqual({
      SubnetIds: stack.resolve(vpc.privateSubnets.map(({ subnetId }) => subnetId)),
      SecurityGroupIds: stack.resolve(handlerFunction.connections.securityGroups.map(({ securityGroupId }) => securityGroupId)),
    });
    expect(handlerFunction.connections.securityGroups).toHaveLength(1);
    const onAll = statementsOf(stack, 'S3BatchJobHandlerRole').map((statement) => statement as { Action: string[]; Resource: unknown }).filter(({ Resource }) => Resource === '*');
    expect(onAll.flatMap(({ Action }) => Action).filter((action) => action.startsWith('ec2:')).sort()).toEqual([
      'ec2:AssignPrivateIpAddresses', 'ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets',
      'ec2:UnassignPrivateIpAddresses',
    ]);
  });

  test('the role may make no log groups, as with the policy of AWS\'s for VPCs', () => {
    const stack = newStack({}, context);
    BatchJobHandler.getOrCreate(stack, { vpc: newVpc(stack) });

    Object.values(resourcesOf(stack, 'AWS::IAM::Role')).forEach((role) => expect(role.Properties).not.toHaveProperty('ManagedPolicyArns'));
    expect(JSON.stringify(statementsOf(stack, 'S3BatchJobHandler'))).not.toContain('logs:CreateLogGroup');
  });

  test('the permissions are there before the function, and stay until it is gone', () => {
    const stack = newStack({}, context);
    BatchJobHandler.getOrCreate(stack, { vpc: newVpc(stack) });

    const [fn] = Object.values(resourcesOf(stack, 'AWS::Lambda::Function'));
    expect(fn.DependsOn).toContainEqual(expect.stringMatching(/^S3BatchJobHandlerRoleDefaultPolicy/));
  });
});

test('subnets and security groups are the ones that were chosen', () => {
  const stack = newStack();
  const vpc = newVpc(stack, ec2.SubnetType.PRIVATE_ISOLATED);
  const securityGroups = ['One', 'Two'].map((id) => new ec2.SecurityGroup(stack, id, { vpc }));
  BatchJobHandler.getOrCreate(stack, { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED }, securityGroups });

  expect(only(stack, 'AWS::Lambda::Function')?.VpcConfig).toEqual({
    SubnetIds: stack.resolve(vpc.isolatedSubnets.map(({ subnetId }) => subnetId)),
    SecurityGroupIds: stack.resolve(securityGroups.map(({ securityGroupId }) => securityGroupId)),
  });
});

test('outside a VPC the role may make no network interfaces', () => {
  const stack = newStack();
  BatchJobHandler.getOrCreate(stack);

  expect(JSON.stringify(statementsOf(stack, 'S3BatchJobHandler'))).not.toContain('ec2:');
});

describe('the log', () => {
  test.each<[string, RemovalPolicy | undefined, string]>([
    ['goes with the stack unless said otherwise', undefined, 'Delete'],
    ['goes with the stack', RemovalPolicy.DESTROY, 'Delete'],
    ['stays', RemovalPolicy.RETAIN, 'Retain'],
    ['stays if the deployment that made it didn\'t fail', RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, 'RetainExceptOnCreate'],
  ])('%s', (_, logRemovalPolicy, DeletionPolicy) => {
    const stack = newStack();
    BatchJobHandler.getOrCreate(stack, { logRemovalPolicy });

    Template.fromStack(stack).hasResource('AWS::Logs::LogGroup', { DeletionPolicy });
  });

  test('is kept for ever', () => {
    const stack = newStack();
    BatchJobHandler.getOrCreate(stack, { logRetention: logs.RetentionDays.INFINITE });

    expect(only(stack, 'AWS::Logs::LogGroup')?.RetentionInDays).toBeUndefined();
  });

  test.each<[string, (key: kms.Key) => kms.IKey]>([
    ['a key', (key) => key],
    ['a key by its alias, which CloudWatch Logs wouldn\'t take', (key) => key.addAlias('alias/logs')],
  ])('is encrypted with %s, which lets CloudWatch Logs in for logs of the account', (_, keyOf) => {
    const stack = newStack({ env: ENV });
    BatchJobHandler.getOrCreate(stack, { logEncryptionKey: keyOf(new kms.Key(stack, 'Key')) });

    const arn = { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] };
    const service = { 'Fn::Join': ['', ['logs.eu-west-1.', { Ref: 'AWS::URLSuffix' }]] };
    expect(only(stack, 'AWS::Logs::LogGroup')?.KmsKeyId).toEqual(arn);
    expect((only(stack, 'AWS::KMS::Key')?.KeyPolicy as { Statement: unknown[] }).Statement.slice(1)).toEqual([{
      Effect: 'Allow',
      Principal: { Service: service },
      Action: KEY_ACTIONS,
      Resource: '*',
      Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:eu-west-1:111122223333:log-group:*']] } } },
    }]);
    expect(statementsOf(stack, 'S3BatchJobHandlerRole')).toContainEqual({
      Effect: 'Allow', Action: KEY_ACTIONS, Resource: arn, Condition: { StringEquals: { 'kms:ViaService': service } },
    });
  });

  test('is encrypted with an imported key, whose policy is left to its owner', () => {
    const stack = newStack();
    const arn = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    BatchJobHandler.getOrCreate(stack, { logEncryptionKey: kms.Key.fromKeyArn(stack, 'Key', arn) });

    expect(only(stack, 'AWS::Logs::LogGroup')?.KmsKeyId).toBe(arn);
  });
});

describe('a permissions boundary', () => {
  const boundary = (stack: Stack) => iam.ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'boundary');
  const withBoundary = (stack: Stack) => Object.values(resourcesOf(stack, 'AWS::IAM::Role')).map(({ Properties }) => Properties.PermissionsBoundary !== undefined);

  test('is laid on the handler\'s and the jobs\' roles by an aspect on the stack', () => {
    const stack = newStack();
    newJob(stack);
    iam.PermissionsBoundary.of(stack).apply(boundary(stack));

    expect(withBoundary(stack)).toEqual([true, true]);
  });

  test('is laid on the handler\'s role alone by an aspect on the handler', () => {
    const stack = newStack();
    iam.PermissionsBoundary.of(BatchJobHandler.getOrCreate(stack)).apply(boundary(stack));
    newJob(stack);

    expect(withBoundary(stack).filter(Boolean)).toHaveLength(1);
    expect(resourcesOf(stack, 'AWS::IAM::Role')).toMatchObject(
      Object.fromEntries(Object.keys(resourcesOf(stack, 'AWS::IAM::Role')).filter((id) => id.startsWith('S3BatchJobHandler')).map((id) => [id, { Properties: { PermissionsBoundary: expect.anything() } }])),
    );
  });
});

test('its members are for the rest of the app', () => {
  const stack = newStack();
  const handler = BatchJobHandler.getOrCreate(stack);
  handler.handlerFunction.metricErrors().createAlarm(stack, 'Alarm', { threshold: 1, evaluationPeriods: 1 });
  handler.logGroup.addMetricFilter('Failures', { filterPattern: logs.FilterPattern.literal('FAILED'), metricNamespace: 'jobs', metricName: 'failures' });
  handler.role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['sns:Publish'], resources: [Aws.NO_VALUE] }));

  Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::Alarm', 1);
  Template.fromStack(stack).resourceCountIs('AWS::Logs::MetricFilter', 1);
});

describe('refuses', () => {
  test.each<[string, (stack: Stack) => object, string[]]>([
    ['an option that is misspelt', () => ({ logRetentionDays: 7 }), ['- `options.logRetentionDays` is no option; there are: vpc, vpcSubnets, securityGroups, logRetention, logEncryptionKey, logRemovalPolicy']],
    ['a function\'s name', () => ({ functionName: 'ours' }), [expect.stringMatching(/^- `options\.functionName` is no option/)]],
    ['what is no VPC', () => ({ vpc: 'vpc-1234' }), ['- `options.vpc` must be a VPC; use Vpc.fromLookup for one that exists already, got: "vpc-1234"']],
    ['null for a VPC', () => ({ vpc: null }), ['- `options.vpc` must be a VPC; use Vpc.fromLookup for one that exists already, got: null']],
    ['subnets without a VPC', () => ({ vpcSubnets: {} }), ['- `options.vpcSubnets` needs `options.vpc`; give the VPC too, or leave it out']],
    ['security groups without a VPC', (stack) => ({ securityGroups: [new ec2.SecurityGroup(stack, 'Group', { vpc: newVpc(stack) })] }), ['- `options.securityGroups` needs `options.vpc`; give the VPC too, or leave it out']],
    ['no security groups', (stack) => ({ vpc: newVpc(stack), securityGroups: [] }), ['- `options.securityGroups` must have at least one security group or be left out, got: a list']],
    ['days that logs are never kept for', () => ({ logRetention: 2 }), ['- `options.logRetention` must be one of RetentionDays, as in RetentionDays.ONE_YEAR, got: 2']],
    ['the name of a retention', () => ({ logRetention: 'ONE_YEAR' }), ['- `options.logRetention` must be one of RetentionDays, as in RetentionDays.ONE_YEAR, got: "ONE_YEAR"']],
    ['what is no key', () => ({ logEncryptionKey: 'alias/ours' }), [expect.stringMatching(/^- `options\.logEncryptionKey` must be a KMS key; .*got: "alias\/ours"$/)]],
    ['an alias that hides its key', (stack) => ({ logEncryptionKey: kms.Alias.fromAliasName(stack, 'Alias', 'alias/ours') }), [expect.stringMatching(/^- `options\.logEncryptionKey` must be a key whose ARN is known/)]],
    ['a snapshot of the log', () => ({ logRemovalPolicy: RemovalPolicy.SNAPSHOT }), ['- `options.logRemovalPolicy` must be DESTROY or RETAIN; a log has no snapshot, got: "snapshot"']],
    ['all of it at once', () => ({ logRetention: 0, vpcSubnets: {} }), [expect.stringMatching(/vpcSubnets/), expect.stringMatching(/logRetention.*got: 0$/)]],
  ])('%s', (_, makeOptions, problems) => {
    expect(problemsOf(makeOptions)).toEqual(problems);
  });
});
