import { type Resources, StackFixture } from './stack-fixture';

const ROLE = 'arn:aws:iam::111122223333:role/job';
const POLICY = 'arn:aws:iam::111122223333:policy/jobs/reading';
const document = (action: string) => ({ Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });

function policy(action: string, properties: Resources[string]['Properties'] = {}): Resources[string] {
  return { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: 'reading', Path: '/jobs/', PolicyDocument: document(action), ...properties } };
}

const role = (properties: Resources[string]['Properties'] = {}): Resources[string] => ({ Type: 'AWS::IAM::Role', Properties: { RoleName: 'job', ...properties } });
const withPolicy = role({ ManagedPolicyArns: [{ Ref: 'Policy' }] });

/** What the role may do after each template in turn. */
async function policiesAfter(...templates: Resources[]) {
  const fixture = new StackFixture();
  for (const resources of templates) await fixture.deploy(resources);
  return { fixture, policies: fixture.principals.byArn(ROLE)?.policies };
}

const attaching: [string, (action: string) => Resources][] = [
  ['that names the role', (action) => ({ Role: role(), Policy: policy(action, { Roles: [{ Ref: 'Role' }] }) })],
  ['that the role names', (action) => ({ Role: withPolicy, Policy: policy(action) })],
];

test.each(attaching)('a role may do what a managed policy allows %s', async (_which, resources) => {
  const { policies, fixture } = await policiesAfter(resources('s3:GetObject'));
  expect(policies).toEqual([document('s3:GetObject')]);
  expect(fixture.warnings).toEqual([]);
});

test.each(attaching)('a changed policy %s changes what the role may do', async (_which, resources) => {
  const { policies } = await policiesAfter(resources('s3:GetObject'), resources('s3:PutObject'));
  expect(policies).toEqual([document('s3:PutObject')]);
});

test.each(attaching)('another name makes another policy %s, and takes the one before along', async (_which, resources) => {
  const { Policy, Role } = resources('s3:PutObject');
  const renamed = { Role, Policy: { ...Policy, Properties: { ...Policy.Properties, ManagedPolicyName: 'other' } } };
  const { policies } = await policiesAfter(resources('s3:GetObject'), renamed);
  expect(policies).toEqual([document('s3:PutObject')]);
});

test.each(attaching)('a policy %s takes its permissions along when it leaves the stack', async (_which, resources) => {
  const { policies } = await policiesAfter(resources('s3:GetObject'), { Role: role() });
  expect(policies).toEqual([]);
});

test('a role that a policy no longer names loses it', async () => {
  const [[, resources]] = attaching;
  const { policies } = await policiesAfter(resources('s3:GetObject'), { Role: role(), Policy: policy('s3:GetObject') });
  expect(policies).toEqual([]);
});

test('has its ARN for a name', async () => {
  const { outputs } = await new StackFixture().deploy({ Policy: policy('s3:GetObject') }, { Outputs: { Arn: { Value: { Ref: 'Policy' } } } });
  expect(outputs).toEqual({ Arn: POLICY });
});

test('warns of a boundary all the same, even if its statements are known', async () => {
  const { fixture, policies } = await policiesAfter({ Role: role({ PermissionsBoundary: { Ref: 'Policy' } }), Policy: policy('s3:GetObject') });
  expect(policies).toEqual([]);
  expect(fixture.warnings).toEqual([expect.stringContaining(`${POLICY} isn't evaluated`)]);
});

test('refuses a second policy of the name', async () => {
  expect(await new StackFixture().deploy({ Policy: policy('s3:GetObject'), Other: { ...policy('s3:GetObject'), DependsOn: 'Policy' } }))
    .toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: expect.stringContaining(POLICY) });
});
