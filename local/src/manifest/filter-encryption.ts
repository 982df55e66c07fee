import type { EncryptionFilter } from '../model/job-request';
import type { Encryption } from '../store/object-state';

type Wanted = { readonly type: Encryption['type']; readonly KmsKeyArn?: string; readonly BucketKeyEnabled?: boolean };

/** An encryption filter as a test of what an object is encrypted with; a key and a bucket key that it doesn't name may be any. */
export function encryptionTest(filter: EncryptionFilter): (encryption?: Encryption) => boolean {
  const wanted = wantedBy(filter);
  return (encryption = { type: 'SSE-S3' }) => {
    if (encryption.type !== wanted.type) return false;
    if (encryption.type !== 'SSE-KMS' && encryption.type !== 'DSSE-KMS') return true;
    const { keyArn, bucketKeyEnabled = false } = encryption;
    return keyArn === (wanted.KmsKeyArn ?? keyArn) && bucketKeyEnabled === (wanted.BucketKeyEnabled ?? bucketKeyEnabled);
  };
}

function wantedBy({ SSES3, SSEKMS, DSSEKMS, SSEC, NOTSSE }: EncryptionFilter): Wanted {
  if (SSES3) return { type: 'SSE-S3' };
  if (SSEKMS) return { type: 'SSE-KMS', ...SSEKMS };
  if (DSSEKMS) return { type: 'DSSE-KMS', ...DSSEKMS };
  if (SSEC) return { type: 'SSE-C' };
  if (NOTSSE) return { type: 'NOT-SSE' };
  throw new Error('an encryption filter must name an encryption');
}
