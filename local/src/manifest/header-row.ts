import type { Task } from './manifest';

/**
 * What to say beside the failure of a task that looks like a header row. S3 doesn't support header rows and can't know
 * one: to it, as here, it is an object called `Key` in a bucket called `Bucket`. S3 User Guide, "Configuring inventory".
 */
export function headerRowHint({ bucket, key }: Task): string {
  const looksLikeHeader = bucket.toLowerCase() === 'bucket' && key.toLowerCase() === 'key';
  return looksLikeHeader ? ' (a manifest has no header row: this one was taken for an object)' : '';
}
