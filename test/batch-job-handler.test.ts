import { Template } from 'aws-cdk-lib/assertions';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { jobResource, newJob, newStack, resourcesOf, statementsOf } from './fixture';

const arn = (service: string, region: boolean, resource: string) => ({
  'Fn::Join': ['', [
    'arn:', { Ref: 'AWS::Partition' }, ...(region ? [`:${service}:`, { Ref: 'AWS::Region' }, ':'] : [`:${service}::`]), { Ref: 'AWS::AccountId' }, `:${resource}`,
  ]],
});

test('the function keeps its logical id, which deployed stacks can\'t change', () => {
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
