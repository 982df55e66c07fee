import { Annotations, CfnParameter, type Stack } from 'aws-cdk-lib';
import { Annotations as Shown, Match } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { newJob, newStack } from './fixture';

const ID = 'cdk-s3-batch-operations:BatchJob.roleNotTrusting';
const BATCH = new iam.ServicePrincipal('batchoperations.s3.amazonaws.com');
const OTHER = new iam.ServicePrincipal('s3.amazonaws.com');

const roleFor = (stack: Stack, assumedBy: iam.IPrincipal) => new iam.Role(stack, 'Role', { assumedBy });
const warningsOf = (stack: Stack) => Shown.fromStack(stack).findWarning('*', Match.stringLikeRegexp(ID)).map(({ entry }) => entry.data);

test.each<[string, () => iam.IPrincipal]>([
  ['another service', () => OTHER],
  ['an account', () => new iam.AccountPrincipal('111122223333')],
  ['other services', () => new iam.CompositePrincipal(OTHER, new iam.ServicePrincipal('lambda.amazonaws.com'))],
])('warns of a given role that trusts %s alone', (_, assumedBy) => {
  const stack = newStack();
  newJob(stack, { role: roleFor(stack, assumedBy()) });

  expect(warningsOf(stack)).toEqual([
    expect.stringMatching(/^the role Stack\/Role trusts others, but not S3 Batch Operations, .*`assumedBy: new ServicePrincipal\('batchoperations\.s3\.amazonaws\.com'\)`/),
  ]);
});

test('warns of a role that refuses S3 Batch Operations alone', () => {
  const stack = newStack();
  const role = roleFor(stack, OTHER);
  role.assumeRolePolicy!.addStatements(new iam.PolicyStatement({ effect: iam.Effect.DENY, principals: [BATCH], actions: ['sts:AssumeRole'] }));
  newJob(stack, { role });

  expect(warningsOf(stack)).toHaveLength(1);
});

test.each<[string, (stack: Stack) => iam.IRole | undefined]>([
  ['its own role', () => undefined],
  ['a role that trusts it', (stack) => roleFor(stack, BATCH)],
  ['a role that trusts it and others', (stack) => roleFor(stack, new iam.CompositePrincipal(OTHER, BATCH))],
  ['a role that trusts everybody', (stack) => roleFor(stack, new iam.StarPrincipal())],
  ['a role that trusts a service known at deployment', (stack) => roleFor(stack, new iam.ServicePrincipal(new CfnParameter(stack, 'Service').valueAsString))],
  ['an imported role', (stack) => iam.Role.fromRoleName(stack, 'Role', 'ours')],
  ['a role that is made later', (stack) => new iam.LazyRole(stack, 'Role', { assumedBy: BATCH })],
])('has nothing to say of %s', (_, makeRole) => {
  const stack = newStack();
  newJob(stack, { role: makeRole(stack) });

  expect(warningsOf(stack)).toEqual([]);
});

test('has nothing to say of a role that comes to trust S3 Batch Operations after the job', () => {
  const stack = newStack();
  const role = roleFor(stack, OTHER);
  newJob(stack, { role });
  role.assumeRolePolicy!.addStatements(new iam.PolicyStatement({ principals: [BATCH], actions: ['sts:AssumeRole'] }));

  expect(warningsOf(stack)).toEqual([]);
});

test('is silent once somebody has acknowledged it', () => {
  const stack = newStack();
  Annotations.of(newJob(stack, { role: roleFor(stack, OTHER) })).acknowledgeWarning(ID);

  expect(warningsOf(stack)).toEqual([]);
});
