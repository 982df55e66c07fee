import { computeObjectChecksum } from './compute-object-checksum';
import { deleteObjectTagging } from './delete-object-tagging';
import type { Executor, JobContext } from './executor';
import { initiateRestoreObject } from './initiate-restore-object';
import { lambdaInvoke } from './lambda-invoke';
import { putObjectAcl } from './put-object-acl';
import { putObjectCopy } from './put-object-copy';
import { putObjectLegalHold } from './put-object-legal-hold';
import { putObjectRetention } from './put-object-retention';
import { putObjectTagging } from './put-object-tagging';
import { replicateObject } from './replicate-object';
import { missingVersion } from './task-failure';
import { updateObjectEncryption } from './update-object-encryption';
import type { Task } from '../manifest/manifest';
import type { OperationName, OperationOptions, OperationRequest } from '../model/job-request';
import { type Choices, choose } from '../unknowns';

/** The executor of every operation that the engine runs. */
const EXECUTORS: { readonly [Name in OperationName]: Executor<OperationOptions[Name]> } = {
  LambdaInvoke: lambdaInvoke,
  S3ComputeObjectChecksum: computeObjectChecksum,
  S3DeleteObjectTagging: deleteObjectTagging,
  S3InitiateRestoreObject: initiateRestoreObject,
  S3PutObjectAcl: putObjectAcl,
  S3PutObjectCopy: putObjectCopy,
  S3PutObjectLegalHold: putObjectLegalHold,
  S3PutObjectRetention: putObjectRetention,
  S3PutObjectTagging: putObjectTagging,
  S3ReplicateObject: replicateObject,
  S3UpdateObjectEncryption: updateObjectEncryption,
};

/** What an operation's request does to the objects of a job. */
export interface Execution {
  /** Tasks that are done at the same time. */
  readonly concurrency: number;
  /** One task, done; resolves to the message of its row. Its bucket was looked at before. */
  execute(task: Task, job: JobContext): Promise<string>;
}

/** The one operation that a valid request holds. */
export function operationNameOf(operation: OperationRequest): OperationName {
  return Object.keys(operation)[0] as OperationName;
}

/** What an operation's request does to one object. */
export function executionOf(operation: OperationRequest, unknowns: Choices = choose()): Execution {
  return bound(operationNameOf(operation), operation, unknowns);
}

function bound<Name extends OperationName>(name: Name, operation: OperationRequest, unknowns: Choices): Execution {
  const options = operation[name] as OperationOptions[Name];
  const executor = EXECUTORS[name];
  const looks = new Map<string, Promise<void>>();
  const lookAt = (bucket: string, job: JobContext) => {
    if (!looks.has(bucket)) looks.set(bucket, executor.checkBucket!(bucket, options, job));
    return looks.get(bucket)!;
  };
  return {
    concurrency: typeof executor.concurrency === 'number' ? executor.concurrency : executor.concurrency(unknowns),
    execute: (task, job) => {
      if (task.versionId === '') return Promise.reject(executor.missingVersion?.() ?? missingVersion());
      if (!executor.checkBucket) return executor.execute(task, options, job);
      return lookAt(task.bucket, job).then(() => executor.execute(task, options, job));
    },
  };
}
