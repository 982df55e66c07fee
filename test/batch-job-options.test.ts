import { CfnParameter } from 'aws-cdk-lib';
import { JobManifest, ManifestFilter, OnNoObjects, RunOn, WaitFor, type BatchJobProps } from '../src';
import { bucketNamed, jobResource, newJob, newStack } from './fixture';

/** The properties of the custom resource that are there for an option alone. */
function propertiesOf(props: Partial<BatchJobProps>): Record<string, unknown> {
  const stack = newStack();
  newJob(stack, props);
  const { RunOn: runOn, MaxObjects, OnNoObjects: onNoObjects } = jobResource(stack).Properties;
  return { RunOn: runOn, MaxObjects, OnNoObjects: onNoObjects };
}

test('tells the handler nothing that wasn\'t asked for', () => {
  expect(propertiesOf({})).toEqual({});
});

test.each<[Partial<BatchJobProps>, object]>([
  [{ maxObjects: 1 }, { MaxObjects: '1' }],
  [{ maxObjects: 20_000_000_000 }, { MaxObjects: '20000000000' }],
  [{ maxObjects: 5, waitFor: WaitFor.completed() }, { MaxObjects: '5' }],
  [{ maxObjects: 5, confirmationRequired: true }, { MaxObjects: '5' }],
  [{ onNoObjects: OnNoObjects.SUCCEED }, { OnNoObjects: 'SUCCEED' }],
  [{ onNoObjects: OnNoObjects.FAIL, waitFor: WaitFor.created() }, {}],
  [{ runOn: RunOn.RUN_ID }, { RunOn: 'RUN_ID' }],
  [{ runOn: RunOn.CHANGE }, {}],
])('tells the handler of %j', (props, properties) => {
  expect(propertiesOf(props)).toEqual(properties);
});

test('takes a number of objects that only the deployment knows', () => {
  const stack = newStack();
  newJob(stack, { maxObjects: new CfnParameter(stack, 'Max', { type: 'Number' }).valueAsNumber });

  expect(jobResource(stack).Properties.MaxObjects).toEqual({ Ref: 'Max' });
});

const needsWait = (prop: string, what: string) => `\`${prop}\` needs a deployment that waits for ${what}; use WaitFor.started() or WaitFor.completed() as \`waitFor\``;

test.each<[Partial<BatchJobProps>, string]>([
  [{ maxObjects: 0 }, '`maxObjects` must be a whole number from 1 to 20000000000, got: 0'],
  [{ maxObjects: 1.5 }, '`maxObjects` must be a whole number from 1 to 20000000000, got: 1.5'],
  [{ maxObjects: 20_000_000_001 }, '`maxObjects` must be a whole number from 1 to 20000000000, got: 20000000001'],
  [{ maxObjects: 5, waitFor: WaitFor.created() }, needsWait('maxObjects', 'the job\'s count of objects')],
  [{ onNoObjects: OnNoObjects.SUCCEED, waitFor: WaitFor.created() }, needsWait('onNoObjects', 'the list of objects')],
  [{ onNoObjects: 'IGNORE' as never }, '`onNoObjects` must be one of OnNoObjects.FAIL, OnNoObjects.SUCCEED, got: "IGNORE"'],
  [{ runOn: 'ALWAYS' as never }, '`runOn` must be one of RunOn.CHANGE, RunOn.RUN_ID, got: "ALWAYS"'],
])('refuses %j', (props, problem) => {
  expect(() => newJob(newStack(), props)).toThrow(`Stack/Job can't be deployed as it is:\n- ${problem}`);
});

test('refuses what an empty list means of a manifest that S3 doesn\'t make', () => {
  const stack = newStack();
  const manifest = JobManifest.fromCsv(bucketNamed(stack, 'manifests'), 'm.csv', { scope: [{ bucket: bucketNamed(stack, 'objects') }] });

  expect(() => newJob(stack, { manifest, onNoObjects: OnNoObjects.SUCCEED })).toThrow(
    '`onNoObjects` is about the list that S3 generates for JobManifest.generate; leave it out with another manifest',
  );
});

describe('what a deployment will run, as `cdk diff` shows it', () => {
  const fingerprint = (props: Partial<BatchJobProps>) => {
    const stack = newStack();
    newJob(stack, props);
    return jobResource(stack).Properties.RunFingerprint;
  };
  const of = (keyPrefix: string) => JobManifest.generate(bucketNamed(newStack(), 'objects'), { filter: ManifestFilter.where({ keyPrefix }) });

  test('changes with the manifest, unless only `runId` counts', () => {
    expect(fingerprint({ manifest: of('a/') })).not.toBe(fingerprint({ manifest: of('b/') }));
    expect(fingerprint({ manifest: of('a/'), runOn: RunOn.RUN_ID })).toBe(fingerprint({ manifest: of('b/'), runOn: RunOn.RUN_ID }));
  });

  test('changes with `runId`, whatever else counts', () => {
    expect(fingerprint({ runId: '1' })).not.toBe(fingerprint({ runId: '2' }));
    expect(fingerprint({ runId: '1', runOn: RunOn.RUN_ID })).not.toBe(fingerprint({ runId: '2', runOn: RunOn.RUN_ID }));
  });
});
