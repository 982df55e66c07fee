import { type Executor, S3_CONCURRENCY, SUCCESS } from './executor';
import { requirePermissions } from './service-permissions';
import type { OperationOptions } from '../model/job-request';
import type { Encryption } from '../store/object-state';
import { objectArn } from '../store/resource-arn';
import { S3Error } from '../store/s3-error';

type UpdateOptions = OperationOptions['S3UpdateObjectEncryption'];

/** Brings each object under a KMS key, where it is stored. */
export const updateObjectEncryption: Executor<UpdateOptions> = {
  concurrency: S3_CONCURRENCY,
  async execute(task, options, job) {
    const encryption = encryptionOf(options);
    requirePermissions('S3UpdateObjectEncryption', { object: objectArn(job.environment.partition, task) }, job, task.versionId);
    await job.store.updateObjectEncryption({ ...task, encryption });
    return SUCCESS;
  },
};

function encryptionOf({ ObjectEncryption }: UpdateOptions): Encryption {
  const { KMSKeyArn: keyArn, BucketKeyEnabled: bucketKeyEnabled = false } = ObjectEncryption?.SSEKMS ?? {};
  // API reference, UpdateObjectEncryption, error InvalidRequest; the model of CreateJob leaves it out as well
  if (keyArn === undefined) {
    throw new S3Error(400, 'InvalidRequest', 'Requests that modify an object encryption configuration require a valid new encryption type. Valid values are SSEKMS.');
  }
  return { type: 'SSE-KMS', keyArn, bucketKeyEnabled };
}
