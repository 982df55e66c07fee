import type { Executor } from './executor';
import { putObjectTagging } from './put-object-tagging';
import type { Task } from '../manifest/manifest';
import type { OperationName, OperationOptions, OperationRequest } from '../model/job-request';
import type { ObjectStore } from '../store/object-store';

/** The executor of every operation that the engine runs. */
const EXECUTORS: { readonly [Name in OperationName]: Executor<OperationOptions[Name]> } = {
  S3PutObjectTagging: putObjectTagging,
};

/** One task of a job, done; resolves to the message of its row. */
export type TaskExecution = (task: Task, store: ObjectStore) => Promise<string>;

/** The one operation that a valid request holds. */
export function operationNameOf(operation: OperationRequest): OperationName {
  return Object.keys(operation)[0] as OperationName;
}

/** What an operation's request does to one object. */
export function executionOf(operation: OperationRequest): TaskExecution {
  return bound(operationNameOf(operation), operation);
}

function bound<Name extends OperationName>(name: Name, operation: OperationRequest): TaskExecution {
  const options = operation[name] as OperationOptions[Name];
  return (task, store) => EXECUTORS[name].execute(task, options, store);
}
