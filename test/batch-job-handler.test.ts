import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { Construct } from 'constructs';
import { BatchJobHandler, JobManifest } from '../src';
import { bucketNamed, jobResource, newJob, newStack, resourcesOf, statementsOf } from './fixture';

const arn = (service: string, region: boolean, resource: string) => ({
  'Fn::Join': ['', [
    'arn:', { Ref: 'AWS::Partition' }, ...(region ? [`:${service}:`, { Ref: 'AWS::Region' }, ':'] : [`:${service}::`]), { Ref: 'AWS::AccountId' }, `:${resource}`,
  ]],
});

/** Of the handler's resources. Another id is another resource to a deployed stack: another function can't be deployed at all, and another log group loses the log. */
const LOGICAL_IDS = {
  S3BatchJobHandlerFunction46D9F277: 'AWS::Lambda::Function',
  S3BatchJobHandlerFunctionEventInvokeConfig73D85424: 'AWS::Lambda::EventInvokeConfig',
  S3BatchJobHandlerLogGroup1EEDA380: 'AWS::Logs::LogGroup',
  S3BatchJobHandlerRole04C44435: 'AWS::IAM::Role',
  S3BatchJobHandlerRoleDefaultPolicy648AC8AB: 'AWS::IAM::Policy',
  S3BatchJobHandlerSelfInvocationAB89664F: 'AWS::IAM::Policy',
};

test.each([['no', {}], ['the recommended', recommendedFlags]])('with %s feature flags the handler keeps its logical ids', (_, context) => {
  const stack = new Stack(new App({ context }), 'AnyName');
  BatchJobHandler.getOrCreate(new Construct(stack, 'Anywhere'));

  const { Resources } = Template.fromStack(stack).toJSON();
  expect(Object.fromEntries(Object.entries<{ Type: string }>(Resources).map(([id, { Type }]) => [id, Type]))).toEqual(LOGICAL_IDS);
});

test('the jobs name the function as their ServiceToken', () => {
  const stack = newStack();
  newJob(stack);

  expect(jobResource(stack).Properties.ServiceToken).toEqual({ 'Fn::GetAtt': ['S3BatchJobHandlerFunction46D9F277', 'Arn'] });
});

test('the function has no name, no triggers and no place to put failed events', () => {
  const stack = newStack();
  newJob(stack);
  const template = Template.fromStack(stack);

  const [{ Properties }] = Object.values(resourcesOf(stack, 'AWS::Lambda::Function'));
  expect(Properties).toEqual({
    Code: expect.anything(),
    Description: expect.any(String),
    Handler: 'index.handler',
    LoggingConfig: { LogGroup: { Ref: expect.stringMatching(/^S3BatchJobHandlerLogGroup/) } },
    MemorySize: 256,
    Role: expect.anything(),
    Runtime: expect.stringMatching(/^nodejs/),
    Timeout: 900,
  });
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 2 });
  expect(Object.values(resourcesOf(stack, 'AWS::Lambda::EventInvokeConfig'))[0].Properties).not.toHaveProperty('DestinationConfig');
  template.resourceCountIs('AWS::Lambda::Permission', 0);
});

test('the log group goes with the stack and keeps a month', () => {
  const stack = newStack();
  newJob(stack);

  Template.fromStack(stack).hasResource('AWS::Logs::LogGroup', { Properties: { RetentionInDays: 30 }, DeletionPolicy: 'Delete' });
});

test('the handler may do what jobs, roles, its stack and its log need: nothing more', () => {
  const stack = newStack();
  newJob(stack);

  expect(statementsOf(stack, 'S3BatchJobHandler')).toEqual([
    { Effect: 'Allow', Action: ['s3:CreateJob', 's3:ListJobs'], Resource: '*' },
    {
      Effect: 'Allow',
      Action: ['s3:DescribeJob', 's3:UpdateJobStatus', 's3:UpdateJobPriority', 's3:GetJobTagging', 's3:PutJobTagging'],
      Resource: arn('s3', true, 'job/*'),
    },
    { Effect: 'Allow', Action: 'iam:PassRole', Resource: arn('iam', false, 'role/cdk-s3-batch-operations/Stack/*') },
    { Effect: 'Allow', Action: 'cloudformation:DescribeStacks', Resource: { Ref: 'AWS::StackId' } },
    {
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: { 'Fn::GetAtt': [expect.stringMatching(/^S3BatchJobHandlerLogGroup/), 'Arn'] },
    },
    { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: { 'Fn::GetAtt': ['S3BatchJobHandlerFunction46D9F277', 'Arn'] } },
  ]);
});

test.each([['no', {}], ['the recommended', recommendedFlags]])('with %s feature flags the handler has no managed policies', (_, context) => {
  const stack = newStack({}, context);
  newJob(stack);

  Object.values(resourcesOf(stack, 'AWS::IAM::Role')).forEach((role) => expect(role.Properties).not.toHaveProperty('ManagedPolicyArns'));
  Template.fromStack(stack).resourceCountIs('AWS::Logs::LogGroup', 1);
});

test('the jobs of a stack share one handler', () => {
  const stack = newStack();
  newJob(stack, {}, 'First');
  newJob(stack, {}, 'Second');
  const template = Template.fromStack(stack);

  template.resourceCountIs('Custom::S3BatchJob', 2);
  template.resourceCountIs('AWS::Lambda::Function', 1);
  template.resourceCountIs('AWS::IAM::Role', 3);
});

test('a job waits for the handler\'s permission on a manifest in a bucket of another account, which the bucket grants too', () => {
  const app = new App();
  const theirs = new Stack(app, 'Theirs', { env: { account: '444455556666', region: 'eu-west-1' } });
  const stack = new Stack(app, 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
  const bucket = new s3.Bucket(theirs, 'Bucket', { bucketName: 'their-bucket' });
  newJob(stack, { manifest: JobManifest.fromCsv(bucket, 'm.csv', { scope: [{ bucket: bucketNamed(stack, 'objects') }] }) });

  expect(jobResource(stack).DependsOn).toContainEqual(expect.stringMatching(/^S3BatchJobHandlerPolicies/));
});

test('what many jobs need of the handler alike stands in its policies once, and takes the room of one', () => {
  const stack = newStack();
  const manifest = JobManifest.fromCsv(bucketNamed(stack, 'manifests'), 'm.csv', { scope: [{ bucket: bucketNamed(stack, 'objects') }] });
  for (let index = 0; index < 100; index++) {
    newJob(stack, { manifest }, `Job${index}`);
  }

  Template.fromStack(stack).resourceCountIs('AWS::IAM::ManagedPolicy', 0);
  expect(statementsOf(stack, 'S3BatchJobHandlerPolicies')).toEqual([{ Action: 's3:GetObject', Effect: 'Allow', Resource: 'arn:aws:s3:::manifests/m.csv' }]);
});
