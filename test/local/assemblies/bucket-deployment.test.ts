import { join } from 'node:path';
import { type App, CfnOutput, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, type BucketDeploymentProps, CacheControl, type ISource, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { AppFixture, rowsIn } from './app-fixture';
import type { LocalCloud } from '../../../local/src/cloud/local-cloud';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, WaitFor } from '../../../src';
import { writeFiles } from '../write-files';

let fixture: AppFixture;
let cloud: LocalCloud;
let files: string;

beforeEach(async () => {
  fixture = new AppFixture();
  files = join(fixture.folder, 'files');
  cloud = await fixture.start();
});

afterEach(() => fixture.close());

type Settings = Partial<Omit<BucketDeploymentProps, 'sources'>>;

/** An app of one bucket, `site`, with what is deployed to it. */
function site(
  sources: (files: IBucket) => ISource[], settings: Settings = {}, more: (stack: Stack, deployment: BucketDeployment) => void = () => undefined,
): string {
  return fixture.synthesize((app: App) => {
    const stack = new Stack(app, 'Site');
    const bucket = new Bucket(stack, 'Files', { bucketName: 'site' });
    more(stack, new BucketDeployment(stack, 'Deployment', { sources: sources(bucket), destinationBucket: bucket, ...settings }));
  });
}

/** The same app when it deploys nothing any more. */
function withoutDeployment(): string {
  return fixture.synthesize((app: App) => new Bucket(new Stack(app, 'Site'), 'Files', { bucketName: 'site' }));
}

const textOf = async (key: string) => (await cloud.readObject('site', key)).toString();
const actions = async (action: string) => (await cloud.apiCalls()).filter((call) => call.action === action);

test('a manifest and what it names are uploaded before the job that waits for them', async () => {
  writeFiles(files, { 'data/a.txt': 'a', 'data/b.txt': 'b' });
  const assembly = fixture.synthesize((app) => {
    const stack = new Stack(app, 'Site');
    const bucket = new Bucket(stack, 'Files', { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true });
    const reports = new Bucket(stack, 'Reports', { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true });
    const deployment = new BucketDeployment(stack, 'Deployment', {
      // the bucket's name is known when it is deployed
      sources: [Source.asset(files), Source.data('m.csv', `${bucket.bucketName},data/a.txt\n${bucket.bucketName},data/b.txt\n`)],
      destinationBucket: bucket,
    });
    const job = new BatchJob(stack, 'Tag', {
      operation: BatchOperation.putObjectTagging({ tags: { tier: 'cold' } }),
      manifest: JobManifest.fromCsv(bucket, 'm.csv', { scope: [{ bucket }] }),
      report: CompletionReport.allTasks(reports),
      waitFor: WaitFor.completed(),
    });
    job.node.addDependency(deployment);
    new CfnOutput(stack, 'Name', { value: bucket.bucketName });
    new CfnOutput(stack, 'ReportsName', { value: reports.bucketName });
  });
  const { status, reason, outputs } = await cloud.deploy(assembly);
  expect({ status, reason }).toEqual({ status: 'CREATE_COMPLETE', reason: undefined });
  expect(await cloud.objectTags(outputs.Name, 'data/b.txt')).toEqual({ tier: 'cold' });
  expect(await rowsIn(cloud, outputs.ReportsName)).toHaveLength(2);
  expect(await cloud.destroy('Site')).toMatchObject({ status: 'DELETE_COMPLETE' });
}, 60_000);

test('files get the metadata that is asked for, and a type by their names', async () => {
  writeFiles(files, { 'index.html': '<html>', 'data.csv.gz': '', 'README': '' });
  const { status } = await cloud.deploy(site(() => [Source.asset(files)], {
    destinationKeyPrefix: 'www', metadata: { Author: 'me' }, cacheControl: [CacheControl.noCache(), CacheControl.setPrivate()],
  }));
  expect(status).toBe('CREATE_COMPLETE');
  const asked = { 'cache-control': 'no-cache, private', 'x-amz-meta-author': 'me' };
  expect((await cloud.describeObject('site', 'www/index.html'))?.metadata).toEqual({ ...asked, 'content-type': 'text/html' });
  expect((await cloud.describeObject('site', 'www/data.csv.gz'))?.metadata).toEqual({ ...asked, 'content-type': 'text/csv' });
  expect((await cloud.describeObject('site', 'www/README'))?.metadata).toEqual(asked);
}, 60_000);

test('values that only the deployment knows are put into data, and escaped in JSON', async () => {
  const { status } = await cloud.deploy(site((bucket) => {
    const quoted = Fn.join('"', ['é', bucket.bucketArn]);
    return [
      Source.jsonData('config.json', { quoted }), Source.data('escaped.json', `{"quoted":"${quoted}"}`, { jsonEscape: true }),
      Source.data('plain.txt', `${quoted} and ${quoted}`),
    ];
  }));
  expect(status).toBe('CREATE_COMPLETE');
  expect(JSON.parse(await textOf('config.json'))).toEqual({ quoted: 'é"arn:aws:s3:::site' });
  // Python's `json.dumps` writes ASCII
  expect(await textOf('escaped.json')).toBe('{"quoted":"\\u00e9\\"arn:aws:s3:::site"}');
  expect(await textOf('plain.txt')).toBe('é"arn:aws:s3:::site and é"arn:aws:s3:::site');
}, 60_000);

describe('an update', () => {
  const version = (number: 1 | 2) => {
    const folder = join(fixture.folder, `v${number}`);
    writeFiles(folder, { 'same.txt': 'same', [`only${number}.txt`]: '', 'logs/kept.log': '' });
    return () => [Source.asset(folder)];
  };

  test('puts what is new and deletes what isn\'t there any more', async () => {
    await cloud.deploy(site(version(1)));
    await cloud.putObject('site', 'by-hand.txt', '');
    expect(await cloud.deploy(site(version(2)))).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(await cloud.listKeys('site')).toEqual(['logs/kept.log', 'only2.txt', 'same.txt']);
  }, 60_000);

  test.each<[string, Settings, string[]]>([
    ['without `prune` it deletes nothing', { prune: false }, ['by-hand.txt', 'logs/by-hand.log', 'logs/kept.log', 'only1.txt', 'only2.txt', 'same.txt']],
    ['what is excluded is neither put nor deleted', { exclude: ['*.log'] }, ['logs/by-hand.log', 'only2.txt', 'same.txt']],
    ['what is included of that is', { exclude: ['*'], include: ['only?.txt'] }, ['by-hand.txt', 'logs/by-hand.log', 'only2.txt']],
  ])('%s', async (_what, settings, keys) => {
    await cloud.deploy(site(version(1), settings));
    for (const key of ['by-hand.txt', 'logs/by-hand.log']) await cloud.putObject('site', key, '');
    expect(await cloud.deploy(site(version(2), settings))).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(await cloud.listKeys('site')).toEqual(keys);
  }, 60_000);

  test('without a change uploads nothing, from wherever the assembly is', async () => {
    await cloud.deploy(site(version(1)));
    await cloud.putObject('site', 'by-hand.txt', '');
    const before = (await actions('s3:PutObject')).length;
    expect(await cloud.deploy(site(version(1)))).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(await actions('s3:PutObject')).toHaveLength(before);
    expect(await cloud.listKeys('site')).toContain('by-hand.txt');
  }, 60_000);

  test('that fails is taken back', async () => {
    const failing = (stack: Stack, deployment: BucketDeployment) => {
      const call = new AwsCustomResource(stack, 'Failing', {
        onUpdate: { service: 'S3', action: 'GetObject', parameters: { Bucket: 'site', Key: 'absent' }, physicalResourceId: PhysicalResourceId.of('x') },
        policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: ['*'] }),
      });
      call.node.addDependency(deployment);
    };
    await cloud.deploy(site(version(1)));
    expect(await cloud.deploy(site(version(2), {}, failing))).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE' });
    expect(await cloud.listKeys('site')).toEqual(['logs/kept.log', 'only1.txt', 'same.txt']);
  }, 60_000);

  test.each([
    [true, ['new/x.txt', 'old/x.txt']],
    [false, ['new/x.txt']],
  ])('with `retainOnDelete` %s to another prefix has %s', async (retainOnDelete, keys) => {
    const source = () => [Source.data('x.txt', 'x')];
    await cloud.deploy(site(source, { retainOnDelete, destinationKeyPrefix: 'old' }));
    expect(await cloud.deploy(site(source, { retainOnDelete, destinationKeyPrefix: 'new' }))).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(await cloud.listKeys('site')).toEqual(keys);
  }, 60_000);

  test.each([
    [true, ['other/y.txt', 'www/x.txt']],
    [false, ['other/y.txt']],
  ])('with `retainOnDelete` %s that takes the deployment out leaves %s', async (retainOnDelete, keys) => {
    await cloud.deploy(site(() => [Source.data('x.txt', 'x')], { retainOnDelete, destinationKeyPrefix: 'www' }));
    await cloud.putObject('site', 'other/y.txt', '');
    expect(await cloud.deploy(withoutDeployment())).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(await cloud.listKeys('site')).toEqual(keys);
  }, 60_000);
});

test('what is its own is kept when its stack is deleted with its bucket', async () => {
  await cloud.deploy(site(() => [Source.data('x.txt', 'x')], { retainOnDelete: false }));
  // the bucket is retained, and its tags say whose the objects are
  expect(await cloud.destroy('Site')).toMatchObject({ status: 'DELETE_COMPLETE' });
  expect(await cloud.listKeys('site')).toEqual(['x.txt']);
}, 60_000);

test('says which keys its sources have', async () => {
  const { outputs } = await cloud.deploy(site(() => [Source.data('x.txt', 'x')], {}, (stack, deployment) => {
    new CfnOutput(stack, 'Key', { value: Fn.select(0, deployment.objectKeys) });
    new CfnOutput(stack, 'Name', { value: deployment.deployedBucket.bucketArn });
  }));
  expect(outputs).toEqual({ Key: expect.stringMatching(/^[0-9a-f]{64}\.zip$/), Name: 'arn:aws:s3:::site' });
}, 60_000);
