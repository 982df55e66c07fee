import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter, type BatchJobGrants, type IBatchJob } from '../src';
import { bucketNamed, newFunction, newJob, newStack, resourcesOf, statementsOf } from './fixture';

const ID = '00e123a4-c0d8-41f4-a0eb-b46f9ba5b07c';
const READ = ['s3:DescribeJob', 's3:GetJobTagging'];
const MANAGE = [...READ, 's3:UpdateJobStatus', 's3:UpdateJobPriority'];

/** The ARN of the job with the id above, in the stack's account and Region. */
const IMPORTED_ARN = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, `:job/${ID}`]] };
const OWN_ARN = { 'Fn::GetAtt': [expect.stringMatching(/^Job/), 'JobArn'] };

const jobs: [string, (stack: Stack) => IBatchJob, unknown][] = [
  ['of the app', (stack) => newJob(stack), OWN_ARN],
  ['known by its id', (stack) => BatchJob.fromJobId(stack, 'Job', ID), IMPORTED_ARN],
];

const grants: [string, (grants: BatchJobGrants, grantee: iam.IGrantable) => iam.Grant, string[]][] = [
  ['look at', (given, grantee) => given.read(grantee), READ],
  ['change', (given, grantee) => given.manage(grantee), MANAGE],
];

describe.each(jobs)('a job %s', (_, makeJob, arn) => {
  test.each(grants)('lets others %s it and no other job', (__, grant, actions) => {
    const stack = newStack();
    const reader = new iam.Role(stack, 'Reader', { assumedBy: new iam.AccountRootPrincipal() });

    expect(grant(makeJob(stack).grants, reader).success).toBe(true);
    expect(statementsOf(stack, 'Reader')).toEqual([{ Effect: 'Allow', Action: actions, Resource: arn }]);
  });

  test('lets a function look at it', () => {
    const stack = newStack();
    makeJob(stack).grants.read(newFunction(stack));

    expect(statementsOf(stack, 'FunctionServiceRole')).toEqual([{ Effect: 'Allow', Action: READ, Resource: arn }]);
  });

  test('says of a grant to whom the CDK can\'t grant anything that it failed', () => {
    const stack = newStack();

    expect(makeJob(stack).grants.read(new iam.ServicePrincipal('lambda.amazonaws.com')).success).toBe(false);
  });

  test('lets a function of another stack look at it', () => {
    const app = new App();
    const job = makeJob(new Stack(app, 'Jobs'));
    const stack = new Stack(app, 'Stack');
    job.grants.read(newFunction(stack));

    expect(() => app.synth()).not.toThrow();
    expect(statementsOf(stack, 'FunctionServiceRole')).toMatchObject([{ Action: READ }]);
  });
});

describe('a job known by its id', () => {
  test('makes no resources, and has the id and the ARN', () => {
    const stack = newStack();
    const job = BatchJob.fromJobId(stack, 'Job', ID);

    expect(Template.fromStack(stack).toJSON()).not.toHaveProperty('Resources');
    expect(job.jobId).toBe(ID);
    expect(stack.resolve(job.jobArn)).toEqual(IMPORTED_ARN);
  });

  test('may be known by an id that only the deployment knows', () => {
    const app = new App();
    const { jobId } = newJob(new Stack(app, 'Jobs'));
    const stack = new Stack(app, 'Stack');
    new CfnOutput(stack, 'Arn', { value: BatchJob.fromJobId(stack, 'Job', jobId).jobArn });

    expect(() => app.synth()).not.toThrow();
  });

  test.each(['12345', 'a-b_c', 'x'.repeat(36)])('may have the id %s', (jobId) => {
    expect(() => BatchJob.fromJobId(newStack(), 'Job', jobId)).not.toThrow();
  });

  test.each<[unknown, string]>([
    ['', '""'], ['1234', '"1234"'], ['x'.repeat(37), `"${'x'.repeat(37)}"`], ['*****', '"*****"'], [undefined, 'undefined'], [null, 'null'], [12345, '12345'],
  ])('can\'t have the id %p', (jobId, got) => {
    expect(() => BatchJob.fromJobId(newStack(), 'Job', jobId as string))
      .toThrow(`Stack/Job can't be deployed as it is:\n- \`jobId\` must be the id of a job, 5 to 36 letters, digits, \`-\` and \`_\`, got: ${got}`);
  });
});

describe.each([['no', {}], ['the recommended', recommendedFlags]])('with %s feature flags, what a role has to be allowed', (_, context) => {
  test('is what the job\'s own role is allowed', () => {
    const stack = newStack({}, context);
    const job = newJob(stack, {
      operation: BatchOperation.putObjectTagging({ tags: { tier: 'cold' } }),
      manifest: JobManifest.generate(bucketNamed(stack, 'objects'), { filter: ManifestFilter.where({ keyPrefix: 'logs/' }) }),
      report: CompletionReport.allTasks(bucketNamed(stack, 'reports'), { prefix: 'tagging' }),
    });

    expect(stack.resolve(job.requiredStatements.map((statement) => statement.toStatementJson()))).toEqual(statementsOf(stack, 'JobRole'));
  });

  test('is what a role can be made with by hand', () => {
    const stack = newStack({}, context);
    const role = new iam.Role(stack, 'Given', { assumedBy: new iam.ServicePrincipal('batchoperations.s3.amazonaws.com') });
    const job = newJob(stack, { role: role.withoutPolicyUpdates() });
    job.requiredStatements.forEach((statement) => role.addToPrincipalPolicy(statement));

    expect(statementsOf(stack, 'Given')).toEqual([
      { Effect: 'Allow', Action: 's3:PutInventoryConfiguration', Resource: 'arn:aws:s3:::objects' },
      { Effect: 'Allow', Action: ['s3:PutObjectTagging', 's3:PutObjectVersionTagging'], Resource: 'arn:aws:s3:::objects/logs/*' },
    ]);
    expect(Object.keys(resourcesOf(stack, 'AWS::IAM::Policy')).filter((id) => id.startsWith('Job'))).toEqual([]);
  });

  test('is the asker\'s own: changed, it changes nothing of the job', () => {
    const stack = newStack({}, context);
    const job = newJob(stack);
    job.requiredStatements.forEach((statement) => statement.addResources('*'));

    expect(JSON.stringify(statementsOf(stack, 'JobRole'))).not.toContain('"*"');
    expect(stack.resolve(job.requiredStatements.map((statement) => statement.toStatementJson().Resource))).not.toContain('*');
  });
});

describe('refuses the function that the job invokes, which waits for what its function may do', () => {
  test.each<[string, (fn: lambda.Function) => lambda.IFunction]>([
    ['the function', (fn) => fn],
    ['a version', (fn) => fn.currentVersion],
    ['an alias', (fn) => fn.addAlias('live')],
  ])('by %s', (_, invoked) => {
    const stack = newStack();
    const fn = newFunction(stack);
    const job = newJob(stack, { operation: BatchOperation.lambdaInvoke(invoked(fn)) });

    expect(() => job.grants.read(fn)).toThrow('Stack/Job can\'t be deployed as it is:\n- the function that the job invokes can\'t be granted anything on the job');
  });

  test('but no function that was there before', () => {
    const stack = newStack();
    const role = iam.Role.fromRoleName(stack, 'Role', 'reader');
    const fn = lambda.Function.fromFunctionAttributes(stack, 'Fn', { functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:fn', role, sameEnvironment: true });
    newJob(stack, { operation: BatchOperation.lambdaInvoke(fn) }).grants.read(fn);

    expect(() => Template.fromStack(stack)).not.toThrow();
  });
});

test.each([undefined, null, 'role', {}])('refuses %p as somebody to grant something', (grantee) => {
  const { grants: given } = newJob(newStack());

  expect(() => given.read(grantee as never)).toThrow('Stack/Job can\'t be deployed as it is:\n- `grantee` must be somebody who can be granted something');
});

test('refuses the job\'s own role, which the job waits for with all that it may do', () => {
  const job = newJob(newStack());

  expect(() => job.grants.manage(job.role)).toThrow('Stack/Job can\'t be deployed as it is:\n- the role that the job runs as can\'t be granted');
});
