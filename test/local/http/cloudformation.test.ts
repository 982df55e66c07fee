import { CloudFormationClient, DescribeStacksCommand, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { ApiLog } from '../../../local/src/api-log';
import { cloudFormationFacade } from '../../../local/src/http/cloudformation';
import { type RunningServer, startServer } from '../../../local/src/http/server';
import type { Statement } from '../../../local/src/policy/document';
import { Principals } from '../../../local/src/policy/principals';
import { Stack } from '../../../local/src/stacks/stack';
import { StackDirectory } from '../../../local/src/stacks/stack-directory';
import { FakeClock } from '../fake-clock';

const ID = 'arn:aws:cloudformation:us-east-1:111122223333:stack/Demo/1';
const ROLE = 'arn:aws:iam::111122223333:role/handler';
const onDemo: Statement = { Effect: 'Allow', Action: 'cloudformation:DescribeStacks', Resource: ID };

let server: RunningServer;
let log: ApiLog;

afterEach(() => server.close());

/** A client of the role `handler`, which may do this; there is one stack, `Demo`. */
async function client(...statements: Statement[]): Promise<CloudFormationClient> {
  const stacks = new StackDirectory();
  const stack = new Stack(ID, 'Demo', new Date('2026-11-01T12:00:00Z'));
  stack.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  stack.reason = 'Job: <broken> & gone';
  stacks.add(stack);
  const principals = new Principals();
  log = new ApiLog(new FakeClock());
  const { accessKeyId } = principals.put(ROLE, [{ Statement: statements }]);
  server = await startServer({ facades: [cloudFormationFacade(stacks, principals, log)] });
  return new CloudFormationClient({ endpoint: server.url, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey: 'x' }, maxAttempts: 1 });
}

test.each([ID, 'Demo'])('describes the stack %s to the SDK', async (StackName) => {
  const { Stacks } = await (await client(onDemo)).send(new DescribeStacksCommand({ StackName }));
  expect(Stacks).toEqual([{
    StackId: ID, StackName: 'Demo', StackStatus: 'UPDATE_ROLLBACK_IN_PROGRESS', StackStatusReason: 'Job: <broken> & gone', CreationTime: new Date('2026-11-01T12:00:00Z'),
  }]);
  expect(log.calls).toEqual([{ time: expect.any(String), principal: ROLE, action: 'cloudformation:DescribeStacks', resource: ID, status: 200 }]);
});

test.each<[string, Statement[], object, object]>([
  ['a stack that there isn\'t', [{ ...onDemo, Resource: '*' }], { StackName: 'Other' },
    { name: 'ValidationError', message: 'Stack with id Other does not exist', $metadata: { httpStatusCode: 400 } }],
  ['what the role may not see', [{ ...onDemo, Resource: `${ID}0` }], { StackName: 'Demo' },
    { name: 'AccessDenied', message: `User: ${ROLE} is not authorized to perform: cloudformation:DescribeStacks on resource: ${ID}`, $metadata: { httpStatusCode: 403 } }],
  ['all stacks', [onDemo], {}, { name: 'NotImplemented', message: 'CloudFormation\'s DescribeStacks without a StackName isn\'t answered here' }],
  ['a policy that it can\'t evaluate', [{ ...onDemo, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }], { StackName: 'Demo' },
    { name: 'NotImplemented', message: 'the condition operator `IpAddress` isn\'t evaluated here' }],
])('refuses %s as an error of the SDK, and records it', async (_what, statements, input, error) => {
  await expect((await client(...statements)).send(new DescribeStacksCommand(input))).rejects.toMatchObject(error);
  expect(log.calls).toMatchObject([{ error: (error as Error).name }]);
});

test('refuses other calls by name', async () => {
  await expect((await client(onDemo)).send(new ListStacksCommand({})))
    .rejects.toMatchObject({ name: 'NotImplemented', message: 'CloudFormation\'s ListStacks isn\'t answered here', $metadata: { httpStatusCode: 501 } });
});

test.each([[{}, 'unsigned'], [{ authorization: 'AWS4-HMAC-SHA256 Credential=AKIAOTHER/20261101/us-east-1/cloudformation/aws4_request' }, 'unknown']])(
  'refuses a request that no role has signed: %j', async (headers, principal) => {
    await client(onDemo);
    const answer = await fetch(server.url, { method: 'POST', headers, body: new URLSearchParams({ Version: '2010-05-15', Action: 'DescribeStacks', StackName: 'Demo' }) });
    expect(answer.status).toBe(403);
    expect(log.calls).toMatchObject([{ principal, error: 'InvalidClientTokenId' }]);
  });
