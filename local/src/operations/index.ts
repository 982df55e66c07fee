import type { Executor, JobContext } from './executor';
import { lambdaInvoke } from './lambda-invoke';
import { putObjectTagging } from './put-object-tagging';
import type { Task } from '../manifest/manifest';
import type { OperationName, OperationOptions, OperationRequest } from '../model/job-request';

/** The executor of every operation that the engine runs. */
const EXECUTORS: { readonly [Name in OperationName]: Executor<OperationOptions[Name]> } = {
  LambdaInvoke: lambdaInvoke,
  S3PutObjectTagging: putObjectTagging,
};

/** What an operation's request does to the objects of a job. */
export interface Execution {
  /** Tasks that are done at the same time. */
  readonly concurrency: number;
  /** One task, done; resolves to the message of its row. */
  execute(task: Task, job: JobContext): Promise<string>;
}

/** The one operation that a valid request holds. */
export function operationNameOf(operation: OperationRequest): OperationName {
  return Object.keys(operation)[0] as OperationName;
}

/** What an operation's request does to one object. */
export function executionOf(operation: OperationRequest): Execution {
  return bound(operationNameOf(operation), operation);
}

function bound<Name extends OperationName>(name: Name, operation: OperationRequest): Execution {
  const options = operation[name] as OperationOptions[Name];
  const { concurrency } = EXECUTORS[name];
  return { concurrency, execute: (task, job) => EXECUTORS[name].execute(task, options, job) };
}
