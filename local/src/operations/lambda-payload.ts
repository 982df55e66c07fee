import { encodedKeyOf, type Task } from '../manifest/manifest';
import type { LambdaInvokeOptions } from '../model/job-request';
import { bucketArn } from '../store/resource-arn';

/** One invocation, for some tasks. */
export interface Invocation {
  readonly options: LambdaInvokeOptions;
  readonly jobId: string;
  readonly invocationId: string;
  readonly tasks: readonly InvokedTask[];
}

/** A task, by the id that the function answers with. Whether it keeps it when it is done again isn't documented: here it has a new one. */
export interface InvokedTask {
  readonly taskId: string;
  readonly task: Task;
}

/** The version of event and answer when a request names none. S3 User Guide, "Invoke AWS Lambda function". */
const DEFAULT_SCHEMA = '1.0';

/** The version of the event, and of the answer that it wants. */
export function schemaOf({ InvocationSchemaVersion = DEFAULT_SCHEMA }: LambdaInvokeOptions): string {
  return InvocationSchemaVersion;
}

/** The function's event: 1.0 names the bucket by its ARN; 2.0 by its name, and brings the user's arguments. */
export function payloadOf({ options, jobId, invocationId, tasks }: Invocation): string {
  const schema = schemaOf(options);
  const bucketOf = schema === '1.0'
    ? ({ bucket }: Task) => ({ s3BucketArn: bucketArn(partitionOf(options.FunctionArn), bucket) })
    : ({ bucket }: Task) => ({ s3Bucket: bucket });
  return JSON.stringify({
    invocationSchemaVersion: schema,
    invocationId,
    // without arguments, whether their member is absent or empty isn't documented
    job: { id: jobId, userArguments: options.UserArguments },
    tasks: tasks.map(({ taskId, task }) => ({ taskId, s3Key: encodedKeyOf(task), s3VersionId: task.versionId ?? null, ...bucketOf(task) })),
  });
}

function partitionOf(arn: string): string {
  return arn.split(':')[1];
}
