import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnOutput, CustomResource, Duration, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Table, AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { OBJECT_WRITER } from './handler';
import { LocalCloud } from '../../../local/src/cloud/local-cloud';
import { PROJECT } from '../function-assembly';
import { writeFiles } from '../write-files';

let folder: string;
let cloud: LocalCloud;
let warnings: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'app-'));
  warnings = [];
  writeFiles(folder, { 'writer/index.js': OBJECT_WRITER });
  cloud = await LocalCloud.start({
    clockFactor: 200, projectFolder: PROJECT, onEvent: (event) => { if (event.kind === 'warning') warnings.push(event.message); },
  });
});

afterEach(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true });
});

interface WriterProps {
  readonly bucket: Bucket;
  readonly body: string;
  /** The second object's handler fails. */
  readonly fails?: boolean;
}

/** A stack in a stack, with a function of its own and what that makes. */
class WriterStack extends NestedStack {
  readonly etag: string;

  constructor(scope: Construct, id: string, { bucket, body, fails = false }: WriterProps) {
    super(scope, id);
    const handler = new LambdaFunction(this, 'Writer', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      timeout: Duration.minutes(15),
      code: Code.fromAsset(join(folder, 'writer')),
      environment: { BUCKET: bucket.bucketName, TOPIC: new Topic(this, 'News').topicArn },
    });
    bucket.grantReadWrite(handler);
    // what a function may do elsewhere needn't be known for what it does here
    new Table(this, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING } }).grantReadWriteData(handler);
    const resource = (name: string, properties: object) => new CustomResource(this, name, {
      serviceToken: handler.functionArn, resourceType: 'Custom::Object', properties: { Key: `${name}-${body}`, Body: body, ...properties },
    });
    const first = resource('first', {});
    resource('second', { Fail: fails ? 'yes' : 'no' }).node.addDependency(first);
    this.etag = first.getAttString('ETag');
  }
}

/** Two stacks, of which one has what the other's nested stack writes into. */
function addStacks(scope: Construct, props: Omit<WriterProps, 'bucket'>): void {
  const data = new Stack(scope, 'Data');
  const bucket = new Bucket(data, 'Objects');
  const app = new Stack(scope, 'App');
  const { etag } = new WriterStack(app, 'Nested', { ...props, bucket });
  new CfnOutput(app, 'ETag', { value: etag });
}

function synthesize(props: Omit<WriterProps, 'bucket'>): string {
  const outdir = mkdtempSync(join(folder, 'cdk-'));
  const app = new App({ outdir, analyticsReporting: false });
  addStacks(app, props);
  app.synth();
  return outdir;
}

async function keysWritten(): Promise<string[]> {
  const [name] = (await cloud.apiCalls()).filter(({ action }) => action === 's3:PutObject').map(({ resource }) => resource.split(':::')[1].split('/')[0]);
  return cloud.listKeys(name);
}

test('a nested stack in one stack that refers to another deploys, updates, rolls back and is deleted', async () => {
  const [data, app] = await cloud.deployAll(synthesize({ body: 'one' }), ['App']);
  expect([data, app]).toMatchObject([{ stackName: 'Data', status: 'CREATE_COMPLETE' }, { stackName: 'App', status: 'CREATE_COMPLETE' }]);
  // of a body of three bytes, S3 API reference: the ETag is its MD5
  expect(app.outputs).toEqual({ ETag: '"f97c5d29941bfb1b2fdab0874906ab82"' });
  expect(await keysWritten()).toEqual(['first-one', 'second-one']);
  expect(warnings).toEqual([expect.stringMatching(/gets a placeholder in its environment: .*Variables\.TOPIC: what `Ref` gives of AWS::SNS::Topic .*--resolve \w+=value supplies it$/)]);

  expect(await cloud.deployAll(synthesize({ body: 'two' }))).toMatchObject([{ status: 'UPDATE_COMPLETE' }, { status: 'UPDATE_COMPLETE' }]);
  expect(await keysWritten()).toEqual(['first-two', 'second-two']);

  const [, failed] = await cloud.deployAll(synthesize({ body: 'three', fails: true }));
  expect(failed).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE', reason: expect.stringMatching(/Embedded stack .* was not successfully updated: second.*told to fail$/) });
  expect(await keysWritten()).toEqual(['first-two', 'second-two']);

  expect(await cloud.destroy('Data')).toMatchObject({ status: 'UPDATE_COMPLETE', reason: expect.stringMatching(/^Export Data:.* cannot be deleted as it is in use by App-Nested\w+-\w+$/) });
  expect(await cloud.destroy('App')).toMatchObject({ status: 'DELETE_COMPLETE' });
  expect(await keysWritten()).toEqual([]);
  expect(await cloud.destroy('Data')).toMatchObject({ status: 'DELETE_COMPLETE' });
}, 60_000);

test('one that fails at first leaves nothing of itself', async () => {
  const results = await cloud.deployAll(synthesize({ body: 'one', fails: true }));
  expect(results).toMatchObject([{ stackName: 'Data', status: 'CREATE_COMPLETE' }, { stackName: 'App', status: 'ROLLBACK_COMPLETE', resources: [] }]);
  expect(await keysWritten()).toEqual([]);
}, 60_000);

test('the stacks of a stage deploy by the names that the CDK shows', async () => {
  const outdir = join(folder, 'cdk.out');
  const app = new App({ outdir, analyticsReporting: false });
  for (const name of ['Dev', 'Prod']) addStacks(new Stage(app, name), { body: name });
  app.synth();

  await expect(cloud.deploy(outdir)).rejects.toThrow(/must have one stack, or one must be named; it has: Dev-Data, Dev-App, Prod-Data, Prod-App$/);
  expect(await cloud.deployAll(outdir, ['Prod/App'])).toMatchObject([{ stackName: 'Prod-Data' }, { stackName: 'Prod-App', status: 'CREATE_COMPLETE' }]);
  expect(await keysWritten()).toEqual(['first-Prod', 'second-Prod']);
}, 60_000);
