import type { JobContext } from '../operations/executor';
import { S3Error } from '../store/s3-error';

/** Whether what is put into a bucket is retained by default: S3 delivers no report there. S3 User Guide, "Troubleshooting Batch Operations". */
export async function isLockedByDefault(bucket: string, { service }: JobContext): Promise<boolean> {
  try {
    return (await service.getObjectLockConfiguration({ bucket })).defaultRetention !== undefined;
  } catch (error) {
    if (error instanceof S3Error && error.code === 'ObjectLockConfigurationNotFoundError') return false;
    throw error;
  }
}
