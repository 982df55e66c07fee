import { checksumOfBytes } from './compute-object-checksum-bytes';
import { type ChosenChecksum, chosenChecksum } from './compute-object-checksum-choice';
import { checksumFailure, checksumMessage, failureText } from './compute-object-checksum-message';
import { type Executor, type JobContext, S3_CONCURRENCY } from './executor';
import { requirePermissions } from './service-permissions';
import type { Task } from '../manifest/manifest';
import type { OperationOptions } from '../model/job-request';
import { objectArn } from '../store/resource-arn';
import { S3Error } from '../store/s3-error';
import type { StoredBytes } from '../store/stored-objects';
import type { Choices } from '../unknowns';

type ChecksumOptions = OperationOptions['S3ComputeObjectChecksum'];

/** Computes a checksum of each object where it is stored, archived or not; the report has it. */
export const computeObjectChecksum: Executor<ChecksumOptions> = {
  concurrency: S3_CONCURRENCY,
  async execute(task, options, job) {
    const taskId = job.newInvocationId();
    try {
      return await messageFor(task, options, job);
    } catch (error) {
      if (error instanceof S3Error) throw checksumFailure(taskId, error.status, failureText(error));
      throw error;
    }
  },
};

async function messageFor(task: Task, options: ChecksumOptions, job: JobContext): Promise<string> {
  requirePermissions('S3ComputeObjectChecksum', { object: objectArn(job.environment.partition, task) }, job, task.versionId);
  const head = await job.store.headObject(task);
  const chosen = chosenChecksum(options, head, job.unknowns);
  const bytes = job.stored.read(task, job);
  if (chosen.type === 'COMPOSITE') checkComposite(chosen, bytes, job.unknowns);
  return checksumMessage({ ...chosen, value: await checksumOfBytes(bytes, chosen) }, head.etag);
}

/** S3 User Guide, "Checking object integrity for data at rest": every algorithm but one has a composite form. */
function checkComposite({ algorithm }: ChosenChecksum, { partSizes }: StoredBytes, { compositeOfOnePart }: Choices): void {
  if (algorithm === 'CRC64NVME') throw notComputed('CRC64NVME checksums are of whole objects alone');
  if (!partSizes && compositeOfOnePart === 'fails') throw notComputed('The object was not uploaded in parts');
}

function notComputed(message: string): S3Error {
  return new S3Error(400, 'InvalidArgument', message);
}
