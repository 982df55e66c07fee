import type { JobContext } from './executor';
import { JobFailure } from '../engine/job-failure';
import { S3Error } from '../store/s3-error';

/**
 * Sees that a bucket has Object Lock, as S3 does before it works on any key. S3 User Guide, "S3 Object Lock retention" and
 * "S3 Object Lock legal hold". What becomes of the job otherwise isn't said there: here it fails, with the code of the
 * refused call and a text of our own.
 */
export async function checkObjectLock(bucket: string, _options: unknown, { store }: JobContext): Promise<void> {
  try {
    await store.getObjectLockConfiguration({ bucket });
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    throw new JobFailure(error.code, `Object Lock could not be confirmed for the bucket ${bucket}: ${error.message}`);
  }
}
