import { RemovalPolicies, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { JobManifest, type BatchJob } from '../src';
import { bucketNamed, newJob, newStack } from './fixture';

/** What happens to a resource that leaves the stack, and to one that is replaced. */
interface Retention {
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

const UNSAID = {};
const DELETED = { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' };
const KEPT = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };

/** By type, of the resources whose ids start so. */
function retentions(stack: Stack, idStart = 'Job'): Record<string, Retention[]> {
  const found: Record<string, Retention[]> = {};
  Object.entries<Retention & { Type: string }>(Template.fromStack(stack).toJSON().Resources)
    .filter(([id]) => id.startsWith(idStart))
    .forEach(([, { Type, DeletionPolicy, UpdateReplacePolicy }]) => {
      found[Type] = [...found[Type] ?? [], { ...(DeletionPolicy && { DeletionPolicy }), ...(UpdateReplacePolicy && { UpdateReplacePolicy }) }];
    });
  return found;
}

/** Those of a job with a role of its own. */
const all = (retention: Retention) => ({ 'Custom::S3BatchJob': [retention], 'AWS::IAM::Role': [retention], 'AWS::IAM::Policy': [retention] });

function warningsOf(stack: Stack): unknown[] {
  return Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => entry.data);
}

/** A job whose role has more permissions than fit its default policy. */
function newLargeJob(stack: Stack, removalPolicy?: RemovalPolicy): BatchJob {
  const scope = Array.from({ length: 200 }, (_, index) => ({ bucket: bucketNamed(stack, 'objects'), keyPrefix: `${'tenants/'.repeat(9)}${index}/` }));
  return newJob(stack, { removalPolicy, manifest: JobManifest.fromCsv(bucketNamed(stack, 'manifests'), 'm.csv', { scope, etag: 'e' }) });
}

describe.each([['no', {}], ['the recommended', recommendedFlags]])('with %s feature flags', (_, context) => {
  test('nothing is emitted for a job that nothing was said of', () => {
    const stack = newStack({}, context);
    newJob(stack);

    expect(retentions(stack)).toEqual(all(UNSAID));
  });

  test('DESTROY, said aloud, is emitted for the job, which is cancelled then', () => {
    const stack = newStack({}, context);
    newJob(stack, { removalPolicy: RemovalPolicy.DESTROY });

    expect(retentions(stack)).toEqual({ ...all(UNSAID), 'Custom::S3BatchJob': [DELETED] });
  });

  test.each([RemovalPolicy.RETAIN, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE])('%s keeps the job, its role and the role\'s policy, unless the deployment that made them failed', (removalPolicy) => {
    const stack = newStack({}, context);
    newJob(stack, { removalPolicy });

    expect(retentions(stack)).toEqual(all(KEPT));
  });

  test('RETAIN keeps the policies too that a large one is split into', () => {
    const stack = newStack({}, context);
    newLargeJob(stack, RemovalPolicy.RETAIN);

    const { 'AWS::IAM::ManagedPolicy': overflow, ...others } = retentions(stack);
    expect(overflow.length).toBeGreaterThan(1);
    expect(overflow).toEqual(overflow.map(() => KEPT));
    expect(others).toEqual(all(KEPT));
  });

  test('what was said last holds, for the role too', () => {
    const stack = newStack({}, context);
    newLargeJob(stack, RemovalPolicy.RETAIN).applyRemovalPolicy(RemovalPolicy.DESTROY);

    expect(Object.values(retentions(stack)).flat().filter(({ DeletionPolicy }) => DeletionPolicy !== 'Delete')).toEqual([]);
  });

  test('RETAIN by a later call holds, with permissions that come after it', () => {
    const stack = newStack({}, context);
    const job = newJob(stack);
    job.applyRemovalPolicy(RemovalPolicy.RETAIN);
    job.role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }));

    expect(retentions(stack)).toEqual(all(KEPT));
  });

  test('an aspect on the stack keeps all of it, the handler included', () => {
    const stack = newStack({}, context);
    newLargeJob(stack);
    RemovalPolicies.of(stack).retain();

    const kept = [...Object.values(retentions(stack)), ...Object.values(retentions(stack, 'S3BatchJobHandler'))].flat();
    expect(kept.length).toBeGreaterThan(8);
    expect(kept.filter(({ DeletionPolicy }) => DeletionPolicy !== 'Retain')).toEqual([]);
  });

  test('an aspect that destroys all of a test\'s stack destroys a job that was to stay, and its role', () => {
    const stack = newStack({}, context);
    newJob(stack, { removalPolicy: RemovalPolicy.RETAIN });
    RemovalPolicies.of(stack).destroy();

    expect(retentions(stack)).toEqual(all(DELETED));
  });
});

test('RETAIN leaves the handler as it is, which other jobs share', () => {
  const stack = newStack();
  newJob(stack, { removalPolicy: RemovalPolicy.RETAIN });

  expect(Object.values(retentions(stack, 'S3BatchJobHandlerRole')).flat()).toEqual([UNSAID, UNSAID]);
});

test('RETAIN leaves the role of another job as it is', () => {
  const stack = newStack();
  newJob(stack, {}, 'Other');
  newJob(stack, { removalPolicy: RemovalPolicy.RETAIN });

  expect(retentions(stack, 'Other')).toEqual(all(UNSAID));
});

describe('with a given role', () => {
  const given = (stack: Stack) => new iam.Role(stack, 'Given', { assumedBy: new iam.ServicePrincipal('batchoperations.s3.amazonaws.com') });
  const roleMayGo = expect.stringMatching(/^the job stays when it is taken out of the stack, and runs on as the role Stack\/Given,.*BatchJob\.roleMayGo\]$/);

  test('RETAIN keeps the job alone, and a warning says that the role may go', () => {
    const stack = newStack();
    newJob(stack, { role: given(stack), removalPolicy: RemovalPolicy.RETAIN });

    expect(retentions(stack)).toEqual({ 'Custom::S3BatchJob': [KEPT] });
    expect(Object.values(retentions(stack, 'Given')).flat()).toEqual([UNSAID, UNSAID]);
    expect(warningsOf(stack)).toEqual([roleMayGo]);
  });

  test('RETAIN by a later call warns likewise', () => {
    const stack = newStack();
    newJob(stack, { role: given(stack) }).applyRemovalPolicy(RemovalPolicy.RETAIN);

    expect(warningsOf(stack)).toEqual([roleMayGo]);
  });

  test('DESTROY warns of nothing', () => {
    const stack = newStack();
    newJob(stack, { role: given(stack), removalPolicy: RemovalPolicy.DESTROY });

    expect(warningsOf(stack)).toEqual([]);
  });
});

describe('what can\'t be done to a job is refused', () => {
  const refusal = (got: string) => '- `removalPolicy` must be DESTROY, which cancels a running job, or RETAIN, which leaves it; a job has no snapshot, got: ' + got;

  test.each<[unknown, string]>([[RemovalPolicy.SNAPSHOT, '"snapshot"'], ['keep', '"keep"'], [null, 'null'], [true, 'true']])('as a prop: %s', (removalPolicy, got) => {
    expect(() => newJob(newStack(), { removalPolicy: removalPolicy as RemovalPolicy })).toThrow(`Stack/Job can't be deployed as it is:\n${refusal(got)}`);
  });

  test('by a later call', () => {
    const stack = newStack();
    const job = newJob(stack);

    expect(() => job.applyRemovalPolicy(RemovalPolicy.SNAPSHOT)).toThrow(refusal('"snapshot"'));
    expect(retentions(stack)).toEqual(all(UNSAID));
  });
});
