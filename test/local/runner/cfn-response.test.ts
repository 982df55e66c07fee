import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { RunnerFixture } from './runner-fixture';

let fixture: RunnerFixture;
let server: Server;
let answers: { readonly method?: string; readonly body: unknown }[];

beforeEach(async () => {
  fixture = new RunnerFixture();
  answers = [];
  server = createServer((request, response) => {
    void json(request).then((body) => {
      answers.push({ method: request.method, body });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await fixture.close();
});

function run(text: string) {
  const { port } = server.address() as AddressInfo;
  const event = { ResponseURL: `http://127.0.0.1:${port}/answer`, StackId: 's', RequestId: 'r', LogicalResourceId: 'l' };
  return fixture.newRunner().invoke(fixture.invocation({ code: { text }, event }));
}

// CloudFormation User Guide, "cfn-response module"
test.each([
  ['at the end of a handler', 'exports.handler = (event, context) => { response.send(event, context, response.SUCCESS, { Name: "é" }, "id", true); };',
    { Status: 'SUCCESS', PhysicalResourceId: 'id', NoEcho: true, Data: { Name: 'é' } }],
  ['when it is awaited', 'exports.handler = async (event, context) => { await response.send(event, context, response.FAILED, {}); };',
    { Status: 'FAILED', PhysicalResourceId: 'local/[$LATEST]', NoEcho: false, Data: {} }],
])('answers for a handler that is a text in the template, %s', async (_when, handler, said) => {
  expect(await run(`const response = require('cfn-response');\n${handler}`)).toEqual({ outcome: 'returned', payload: 'null' });
  const reason = 'See the details in CloudWatch Log Stream: local/[$LATEST]';
  expect(answers).toEqual([{ method: 'PUT', body: { ...said, Reason: reason, StackId: 's', RequestId: 'r', LogicalResourceId: 'l' } }]);
});

test('isn\'t there for code in a folder', async () => {
  expect(await fixture.runFiles({ 'index.js': 'require("cfn-response");' })).toMatchObject({ outcome: 'threw', error: { message: expect.stringMatching(/Cannot find module 'cfn-response'/) } });
});
