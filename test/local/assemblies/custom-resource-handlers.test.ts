import { join } from 'node:path';
import { type App, CfnOutput, CustomResource, Duration, Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { AppFixture } from './app-fixture';
import { writeFiles } from '../write-files';

let fixture: AppFixture;

beforeEach(() => {
  fixture = new AppFixture();
});

afterEach(() => fixture.close());

const INLINE = `
const response = require('cfn-response');
exports.handler = (event, context) => {
  const length = String(event.ResourceProperties.Text ?? '').length;
  response.send(event, context, length > 0 ? response.SUCCESS : response.FAILED, { Length: length }, 'measured');
};
`;

/** A stack with a resource whose handler is in the template. */
function measured(text: string): string {
  return fixture.synthesize((app: App) => {
    const stack = new Stack(app, 'Measures');
    const handler = new LambdaFunction(stack, 'Handler', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline(INLINE) });
    const resource = new CustomResource(stack, 'Measured', { serviceToken: handler.functionArn, properties: { Text: text } });
    new CfnOutput(stack, 'Length', { value: resource.getAttString('Length') });
    new CfnOutput(stack, 'Id', { value: resource.ref });
  });
}

test('a handler in the template answers with `cfn-response`', async () => {
  const cloud = await fixture.start();
  expect(await cloud.deploy(measured('four'))).toMatchObject({ status: 'CREATE_COMPLETE', outputs: { Length: '4', Id: 'measured' } });
  expect(await cloud.deploy(measured(''))).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE', reason: expect.stringMatching(/See the details in CloudWatch Log Stream: local\//) });
}, 60_000);

/** A stack with a resource whose handler, in Python, is called by the CDK's framework. */
function provided(): string {
  const code = join(fixture.folder, 'python');
  writeFiles(code, { 'app.py': 'def handler(event, context):\n    raise NotImplementedError\n' });
  return fixture.synthesize((app: App) => {
    const stack = new Stack(app, 'Provided');
    const onEventHandler = new LambdaFunction(stack, 'OnEvent', {
      runtime: Runtime.PYTHON_3_13, handler: 'app.handler', timeout: Duration.minutes(1), code: Code.fromAsset(code),
    });
    const { serviceToken } = new Provider(stack, 'Provider', { onEventHandler });
    const resource = new CustomResource(stack, 'Resource', { serviceToken });
    new CfnOutput(stack, 'Id', { value: resource.ref });
    new CfnOutput(stack, 'Size', { value: resource.getAttString('Size') });
  });
}

test('the CDK\'s framework doesn\'t wait for a handler that can\'t be run', async () => {
  // the framework loads it, for handlers that aren't done at once
  writeFiles(fixture.folder, { 'node_modules/@aws-sdk/client-sfn/index.js': '' });
  const cloud = await fixture.start({ projectFolder: fixture.folder });
  expect(await cloud.deploy(provided())).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: expect.stringMatching(/its runtime is python3\.13, and only functions of Node are/) });
  const waiting = (await cloud.apiCalls()).filter(({ action }) => action === 'lambda:GetFunction');
  expect(waiting).toMatchObject([{ resource: expect.stringMatching(/:function:Provided-OnEvent/), status: 200 }]);
}, 90_000);

test('a value that is given is in the place of its handler', async () => {
  const cloud = await fixture.start();
  const resolve = { 'Resource': 'made-elsewhere', 'Resource.Size': '7' };
  expect(await cloud.deploy(provided(), undefined, { resolve })).toMatchObject({ status: 'CREATE_COMPLETE', outputs: { Id: 'made-elsewhere', Size: '7' } });
  expect(await cloud.destroy('Provided')).toMatchObject({ status: 'DELETE_COMPLETE' });
  expect((await cloud.apiCalls()).filter(({ action }) => action.startsWith('lambda:'))).toEqual([]);
  expect(fixture.warnings).toEqual([]);
}, 60_000);
