import { encodedKeyOf, type Task } from '../manifest/manifest';
import type { LambdaInvokeOptions } from '../model/job-request';
import { bucketArn } from '../store/resource-arn';

/** One invocation, for one task. Whether a task keeps its id when it is done again isn't documented: here it has a new one. */
export interface Invocation {
  readonly options: LambdaInvokeOptions;
  readonly jobId: string;
  readonly invocationId: string;
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
export function payloadOf({ options, jobId, invocationId, taskId, task }: Invocation): string {
  const schema = schemaOf(options);
  const object = { taskId, s3Key: encodedKeyOf(task), s3VersionId: task.versionId ?? null };
  const event = schema === '1.0'
    ? { job: { id: jobId }, tasks: [{ ...object, s3BucketArn: bucketArn(partitionOf(options.FunctionArn), task.bucket) }] }
    // without arguments, whether their member is absent or empty isn't documented
    : { job: { id: jobId, userArguments: options.UserArguments }, tasks: [{ ...object, s3Bucket: task.bucket }] };
  return JSON.stringify({ invocationSchemaVersion: schema, invocationId, ...event });
}

function partitionOf(arn: string): string {
  return arn.split(':')[1];
}
