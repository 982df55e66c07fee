import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { JobManifest, type BatchJob } from '../src';
import { bucketNamed, newJob, newStack, resourcesOf, statementsOf } from './fixture';

const ENV = { account: '111122223333', region: 'eu-west-1' };
const ID = 'cdk-s3-batch-operations:BatchJob.keyOutOfReach';

/** A stack of the job, and a bucket with a key that another stack has. */
interface Scene {
  readonly stack: Stack;
  readonly theirs: Stack;
  readonly bucket: s3.IBucket;
}

function newScene(env: Partial<typeof ENV>, context = {}, props: StackProps = {}, makeKey = (theirs: Stack): kms.IKey => new kms.Key(theirs, 'Key')): Scene {
  const app = new App({ context });
  const theirs = new Stack(app, 'Theirs', { ...props, env: { ...ENV, ...env } });
  const bucket = new s3.Bucket(theirs, 'Bucket', { bucketName: 'their-bucket', encryptionKey: makeKey(theirs) });
  return { stack: new Stack(app, 'Stack', { ...props, env: ENV }), theirs, bucket };
}

/** A key that lets in an administrator alone, so that what policies of roles say isn't enough. */
function newWaryKey(stack: Stack): kms.IKey {
  const Statement = [{ Effect: 'Allow', Action: 'kms:*', Resource: '*', Principal: { AWS: 'arn:aws:iam::111122223333:role/admin' } }];
  return kms.Key.fromCfnKey(new kms.CfnKey(stack, 'Key', { keyPolicy: { Statement } }));
}

/** A job whose manifest is a report in the bucket, which its role and the handler have to decrypt. */
function newInventoryJob({ stack, bucket }: Scene, role?: iam.IRole): BatchJob {
  return newJob(stack, {
    role,
    manifest: JobManifest.fromInventoryReport(bucket, 'a/b/2024-01-01T00-00Z/manifest.json', { scope: [{ bucket: bucketNamed(stack, 'objects') }] }),
  });
}

const ofKeys = (statements: readonly unknown[]) => (statements as { Action: string | string[]; Resource: unknown }[])
  .filter(({ Action }) => [Action].flat().some((action) => action.startsWith('kms:')))
  .map(({ Resource }) => JSON.stringify(Resource));

const everyKey = ({ account, region }: typeof ENV) => expect.stringMatching(new RegExp(`:kms:${region}:${account}:key/\\*"`));

const ofAccount = expect.stringMatching(/:iam::111122223333:root"/);

const keyPolicy = (stack: Stack) => Object.values(resourcesOf(stack, 'AWS::KMS::Key'))[0].Properties.KeyPolicy.Statement.slice(1) as { Principal: unknown }[];

const warningsOf = (stack: Stack) => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp(ID)).map(({ entry }) => String(entry.data));

describe.each([['no', {}], ['the recommended', recommendedFlags]])('with %s feature flags', (_, context) => {
  describe.each([['account', { account: '444455556666' }], ['Region', { region: 'us-east-1' }]])('a key that a stack of another %s makes', (__, elsewhere) => {
    test('is allowed by way of all keys there, to the job\'s role and to the handler, which a warning says', () => {
      const scene = newScene(elsewhere, context);
      newInventoryJob(scene);

      const there = everyKey({ ...ENV, ...elsewhere });
      expect(ofKeys(statementsOf(scene.stack, 'JobRole'))).toEqual([there]);
      expect(ofKeys(statementsOf(scene.stack, 'S3BatchJobHandlerPolicies'))).toEqual([there]);
      expect(warningsOf(scene.stack)).toEqual([
        expect.stringMatching(/^the key Theirs\/Key .* of the role Stack\/Job\/Role, .* allowed kms:Decrypt, kms:GenerateDataKey on every key of account \d{12} in /),
        expect.stringMatching(/^the key Theirs\/Key .* of the role Stack\/S3BatchJobHandler\/Role, .* allowed kms:Decrypt on every key of account \d{12} in /),
      ]);
    });

    test('has to be allowed in the same way to a role that takes nothing', () => {
      const scene = newScene(elsewhere, context);
      const job = newInventoryJob(scene, iam.Role.fromRoleArn(scene.stack, 'Given', 'arn:aws:iam::111122223333:role/ours', { mutable: false }));

      const statements = scene.stack.resolve(job.requiredStatements.map((statement) => statement.toStatementJson()));
      expect(ofKeys(statements)).toEqual([everyKey({ ...ENV, ...elsewhere })]);
      expect(warningsOf(scene.stack)).toHaveLength(1);
    });
  });

  test('a key of another account lets both roles in by its own policy', () => {
    const scene = newScene({ account: '444455556666' }, context);
    newInventoryJob(scene);

    expect(JSON.stringify(keyPolicy(scene.theirs).map(({ Principal }) => Principal))).toMatch(/role\/cdk-s3-batch-operations\/Stack\/.*handlerrole/);
  });

  test('a key of another Region leaves its account to say who may use it, and needn\'t wait for the roles', () => {
    const scene = newScene({ region: 'us-east-1' }, context);
    newInventoryJob(scene);

    expect(keyPolicy(scene.theirs)).toEqual([]);
  });

  test('a key of another Region is named where the stacks have references across Regions', () => {
    const scene = newScene({ region: 'us-east-1' }, context, { crossRegionReferences: true });
    newInventoryJob(scene);

    expect(ofKeys(statementsOf(scene.stack, 'JobRole'))).toEqual([expect.stringMatching(/("Fn::GetAtt":\["ExportsReader|"Fn::GetStackOutput").*Key/)]);
    expect(warningsOf(scene.stack)).toEqual([]);
  });

  test('a key of another stack of the account and Region is named, and needn\'t wait for the roles', () => {
    const scene = newScene({}, context);
    newInventoryJob(scene);

    expect(ofKeys(statementsOf(scene.stack, 'JobRole'))).toEqual([expect.stringMatching(/"Fn::(ImportValue|GetStackOutput)":.*Key/)]);
    expect(keyPolicy(scene.theirs)).toEqual([]);
    expect(warningsOf(scene.stack)).toEqual([]);
  });

  test.each(['Region', 'stack'])('a key of another %s that doesn\'t trust its account lets the account do what the roles do', (other) => {
    const scene = newScene(other === 'Region' ? { region: 'us-east-1' } : {}, context, {}, newWaryKey);
    newInventoryJob(scene);

    expect(keyPolicy(scene.theirs).map(({ Principal }) => JSON.stringify(Principal))).toEqual([ofAccount, ofAccount]);
  });

  test('a key of the stack that doesn\'t trust its account lets both roles in', () => {
    const stack = newStack({}, context);
    newInventoryJob({ stack, theirs: stack, bucket: new s3.Bucket(stack, 'Bucket', { encryptionKey: newWaryKey(stack) }) });

    expect(keyPolicy(stack).map(({ Principal }) => Principal)).toEqual([
      { AWS: { 'Fn::GetAtt': [expect.stringMatching(/^JobRole/), 'Arn'] } },
      { AWS: { 'Fn::GetAtt': [expect.stringMatching(/^S3BatchJobHandlerRole/), 'Arn'] } },
    ]);
  });
});

test('a key that a stack of another Region imports by its ARN is named', () => {
  const app = new App();
  const theirs = new Stack(app, 'Theirs', { env: { ...ENV, region: 'us-east-1' } });
  const encryptionKey = kms.Key.fromKeyArn(theirs, 'Key', 'arn:aws:kms:us-east-1:111122223333:key/theirs');
  const bucket = s3.Bucket.fromBucketAttributes(theirs, 'Bucket', { bucketArn: 'arn:aws:s3:::their-bucket', encryptionKey });
  const stack = new Stack(app, 'Stack', { env: ENV });
  newInventoryJob({ stack, theirs, bucket });

  expect(ofKeys(statementsOf(stack, 'JobRole'))).toEqual(['"arn:aws:kms:us-east-1:111122223333:key/theirs"']);
});

test('a key is named where the policies of a given role stand, or all keys of the place are', () => {
  const app = new App();
  const roles = new Stack(app, 'Roles', { env: { ...ENV, region: 'us-east-1' } });
  const stack = new Stack(app, 'Stack', { env: ENV });
  const role = new iam.Role(roles, 'Role', { roleName: 'batch', assumedBy: new iam.ServicePrincipal('batchoperations.s3.amazonaws.com') });
  const bucket = new s3.Bucket(stack, 'Bucket', { bucketName: 'our-bucket', encryption: s3.BucketEncryption.KMS });
  newInventoryJob({ stack, theirs: stack, bucket }, role);

  expect(ofKeys(statementsOf(roles, 'RoleDefaultPolicy'))).toEqual([everyKey(ENV)]);
  expect(ofKeys(statementsOf(stack, 'S3BatchJobHandlerPolicies'))).toEqual([expect.stringContaining('"Fn::GetAtt":["BucketKey')]);
});
