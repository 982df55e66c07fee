import { App, DefaultStackSynthesizer, Stack, type FileAssetSource } from 'aws-cdk-lib';
import { Annotations, Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { JobManifest, type ManifestObject, type StagedManifestOptions } from '../../src';
import { bindManifest, bucketNamed, jobRequest, newJob, newStack, resourcesOf, statementsOf } from '../fixture';
import { awaitedBy, graphOf } from '../template-graph';

const allow = (Action: string | string[], Resource: unknown) => ({ Action, Effect: 'Allow', Resource });
const keys = (...names: string[]) => names.map((key) => ({ key }));

function newObjectsJob(stack: Stack, objects: ManifestObject[], options: Partial<StagedManifestOptions> = {}): void {
  const stagingBucket = options.stagingBucket ?? bucketNamed(stack, 'staging');
  newJob(stack, { manifest: JobManifest.fromObjects(bucketNamed(stack, 'objects'), objects, { ...options, stagingBucket }) });
}

/** Where the stack's only job has its list from and its manifest in. */
function staged(stack: Stack): { AssetKey: string; ObjectArn: string } {
  return (jobRequest(stack).Manifest!.Location as unknown as { $staged: { AssetKey: string; ObjectArn: string } }).$staged;
}

test('the role may read the manifest and tag what the keys start with: nothing more', () => {
  const stack = newStack();
  newObjectsJob(stack, keys('logs/2026/a', 'logs/2027/b'));

  expect(statementsOf(stack, 'JobRole')).toEqual([
    allow(['s3:GetObject', 's3:GetObjectVersion'], staged(stack).ObjectArn),
    allow('s3:PutObjectTagging', 'arn:aws:s3:::objects/logs/202*'),
  ]);
});

test('the handler may read the list and write the manifest: nothing more', () => {
  const stack = newStack();
  newObjectsJob(stack, keys('a'), { stagingPrefix: 'manifests/*/' });

  expect(statementsOf(stack, 'S3BatchJobHandlerPolicies')).toEqual([
    allow('s3:GetObject', {
      'Fn::Join': ['', [
        'arn:', { Ref: 'AWS::Partition' }, ':s3:::', { 'Fn::Sub': 'cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}' }, `/${staged(stack).AssetKey}`,
      ]],
    }),
    allow(['s3:PutObject', 's3:AbortMultipartUpload'], staged(stack).ObjectArn.replace('*', '${*}')),
  ]);
});

test('the role may tag versions only where the objects have some', () => {
  const stack = newStack();
  newObjectsJob(stack, [{ key: 'a', versionId: 'v' }]);

  expect(statementsOf(stack, 'JobRole')).toContainEqual(allow(['s3:PutObjectTagging', 's3:PutObjectVersionTagging'], 'arn:aws:s3:::objects/a*'));
});

test.each<[string[], string | undefined]>([
  [['logs/a', 'data/b'], undefined],
  [['logs/a'], 'logs/a'],
  [['logs/a', 'logs/a/b'], 'logs/a'],
  [['grün/a', 'grün/b'], 'grün/'],
  // IAM takes nothing beyond U+00FF in a policy, and half of a character is none
  [['x/日本/a', 'x/日本/b'], 'x/'],
  [['x/🪣', 'x/🪤'], 'x/'],
])('what the keys %j are known to start with is %s', (names, keyPrefix) => {
  const stack = newStack();
  const bucket = bucketNamed(stack, 'objects');
  const binding = bindManifest(JobManifest.fromObjects(bucket, keys(...names), { stagingBucket: bucketNamed(stack, 'staging') }));

  expect(binding.selection).toEqual({ objects: [{ bucket, keyPrefix }], namesVersions: false, source: 'csv' });
  expect(binding.warnings).toEqual([]);
});

test('nobody needs the staging bucket\'s key, since the manifest isn\'t under it', () => {
  const stack = newStack();
  const encryptionKey = new kms.Key(stack, 'Key');
  newObjectsJob(stack, keys('a'), { stagingBucket: new s3.Bucket(stack, 'Staging', { encryption: s3.BucketEncryption.KMS, encryptionKey }) });

  expect(JSON.stringify([statementsOf(stack, 'JobRole'), statementsOf(stack, 'S3BatchJobHandlerPolicies')])).not.toContain('kms:');
  expect(Annotations.fromStack(stack).findWarning('*', '*')).toEqual([]);
});

test('the handler may use the key of the assets that a synthesizer names', () => {
  const keyArn = 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555';
  class WithKey extends DefaultStackSynthesizer {
    public override addFileAsset(asset: FileAssetSource) {
      return { ...super.addFileAsset(asset), kmsKeyArn: keyArn };
    }
  }
  const stack = new Stack(new App(), 'Stack', { synthesizer: new WithKey() });
  newObjectsJob(stack, keys('a'));

  expect(statementsOf(stack, 'S3BatchJobHandlerPolicies')).toContainEqual(allow('kms:Decrypt', keyArn));
});

test('the job waits for its staging bucket', () => {
  const stack = newStack();
  const stagingBucket = new s3.Bucket(stack, 'Staging');
  newObjectsJob(stack, keys('a'), { stagingBucket });

  const [job] = Object.keys(resourcesOf(stack, 'Custom::S3BatchJob'));
  const graph = graphOf(Template.fromStack(stack).toJSON().Resources);
  expect(awaitedBy(graph, job)).toContain(stack.getLogicalId(stagingBucket.node.defaultChild as s3.CfnBucket));
});
