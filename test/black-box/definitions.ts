import { Duration, type Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { SiblingCourse } from './sibling';
import { AT_WORK, waitingFor } from './signals';
import { BatchOperation, JobManifest, ManifestFilter, OnNoObjects, WaitFor, type BatchJobProps } from '../../src';

/** Where the job of an app is. */
export interface Place {
  readonly stack: Stack;
  readonly objects: IBucket;
  /** Folder of what its functions are told. */
  readonly signals: string;
}

/** An app of one job, and of a sibling that fails, if there is one. Unless its props say otherwise, the job has all objects, and its end is waited for. */
export interface Definition {
  readonly props: (place: Place) => Pick<BatchJobProps, 'operation'> & Partial<BatchJobProps>;
  readonly tags?: { readonly [key: string]: string };
  readonly sibling?: SiblingCourse;
}

const tagging = (run: string) => ({ operation: BatchOperation.putObjectTagging({ tags: { run } }) });
/** Waits for somebody to confirm it: a job that is live for as long as one likes. */
const held = { confirmationRequired: true, waitFor: WaitFor.started() };
const none = ({ objects }: Place) => ({ manifest: JobManifest.generate(objects, { filter: ManifestFilter.where({ keyPrefix: 'nowhere/' }) }) });

/** In real milliseconds. The handler's invocations end after nine seconds, a quarter of an hour by their clock. */
const OUTLASTS_INVOCATION = 12_000;
const OUTLASTS_CELL = 50_000;

/** Tags objects in a run of its own by each number. */
export const DEFINITIONS = {
  '1': { props: () => tagging('1') },
  '1, held': { props: () => ({ ...tagging('1'), ...held }) },
  '1, held, with other priority and tags': { props: () => ({ ...tagging('1'), ...held, priority: 77 }), tags: { team: 'a' } },
  '1, counted': { props: () => ({ ...tagging('1'), maxObjects: 3 }) },
  '1, of staged rows': { props: (place) => ({ ...tagging('1'), ...staged(place) }) },
  '1, and a sibling fails': { props: () => ({ ...tagging('1'), ...held }), sibling: 'fails after the job' },
  '2': { props: () => tagging('2') },
  '2, counted': { props: () => ({ ...tagging('2'), maxObjects: 3 }) },
  '2, and a sibling fails': { props: () => tagging('2'), sibling: 'fails after the job' },
  '2, held, and a sibling fails': { props: () => ({ ...tagging('2'), ...held }), sibling: 'fails after the job' },
  'slow': { props: (place) => ({ ...slow(place), waitFor: WaitFor.started() }) },
  'slow, waited for': { props: (place) => ({ ...slow(place, OUTLASTS_INVOCATION, false), waitFor: WaitFor.completed({ timeout: Duration.minutes(45) }) }) },
  'slow, and a sibling fails meanwhile': { props: (place) => slow(place), sibling: 'fails while the job is waited for' },
  'of no objects': { props: (place) => ({ ...tagging('none'), ...none(place) }) },
  'of no objects, which is fine': { props: (place) => ({ ...tagging('none'), ...none(place), onNoObjects: OnNoObjects.SUCCEED }) },
} satisfies { readonly [name: string]: Definition };

export type AppName = keyof typeof DEFINITIONS;

function staged({ stack, objects }: Place): Pick<BatchJobProps, 'manifest'> {
  const rows = ['a.txt', 'b.txt', 'c.txt'].map((key) => ({ key }));
  return { manifest: JobManifest.fromObjects(objects, rows, { stagingBucket: new Bucket(stack, 'Staging') }) };
}

/** Has a function called for one object, which goes on until the job is cancelled, but for so many real milliseconds at most. */
function slow({ stack, objects, signals }: Place, most = OUTLASTS_CELL, isInVainThen = true): Pick<BatchJobProps, 'operation' | 'manifest'> {
  const code = `exports.handler = async ({ job, invocationId, invocationSchemaVersion, tasks }) => {
    console.log('${AT_WORK}');
    ${waitingFor(signals, 'job.id + \'-is-cancelled\'', most, isInVainThen)}
    return { invocationSchemaVersion, invocationId, results: tasks.map(({ taskId }) => ({ taskId, resultCode: 'Succeeded', resultString: '' })) };
  };`;
  const fn = new LambdaFunction(stack, 'Slow', { functionName: 'slow', runtime: Runtime.NODEJS_22_X, code: Code.fromInline(code), handler: 'index.handler', timeout: Duration.minutes(1) });
  return {
    operation: BatchOperation.lambdaInvoke(fn),
    manifest: JobManifest.generate(objects, { filter: ManifestFilter.where({ keyPrefix: 'a.txt' }) }),
  };
}
