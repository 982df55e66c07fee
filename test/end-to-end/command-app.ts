import { App, Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter, WaitFor, type Operation } from '../../src';

/** What the app's job does. */
export type JobKind = { readonly tags: { readonly [key: string]: string } } | { readonly functionCode: string };

/**
 * Synthesizes an app with one job over the objects of the bucket `my-logs`, which isn't the app's, and with a bucket
 * `App/Data` of its own.
 */
export function synthesizeApp(outdir: string, kind: JobKind, confirmationRequired = false): string {
  const app = new App({ outdir, analyticsReporting: false, postCliContext: { 'aws:cdk:enable-path-metadata': true } });
  const stack = new Stack(app, 'App');
  new Bucket(stack, 'Data');
  new BatchJob(stack, 'Job', {
    operation: operationOf(stack, kind),
    manifest: JobManifest.generate(Bucket.fromBucketName(stack, 'Logs', 'my-logs'), { filter: ManifestFilter.allObjects() }),
    report: CompletionReport.allTasks(new Bucket(stack, 'Reports'), { prefix: 'r' }),
    confirmationRequired,
    waitFor: confirmationRequired ? WaitFor.started() : WaitFor.completed(),
  });
  return app.synth().directory;
}

function operationOf(stack: Stack, kind: JobKind): Operation {
  if ('tags' in kind) return BatchOperation.putObjectTagging(kind);
  return BatchOperation.lambdaInvoke(new LambdaFunction(stack, 'Worker', {
    runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline(kind.functionCode),
  }));
}

/** The code of a function that does something for each task; its text is what the function returns for the report. */
export function functionCode(statements: string): string {
  return `
exports.handler = async ({ invocationSchemaVersion, invocationId, tasks: [task] }) => {
  const resultString = await (async () => { ${statements} })();
  return { invocationSchemaVersion, invocationId, results: [{ taskId: task.taskId, resultCode: 'Succeeded', resultString: String(resultString) }] };
};`;
}
