import type { Selection, WrittenKeys } from './binding';
import { isSameBucket } from './bucket/single-bucket';

/** Whether a job, run again, may find what this run writes among its objects: only a list made anew does. */
export function findsLater({ source, objects, filter }: Selection, written: WrittenKeys, now: Date): boolean {
  const tooYoung = filter?.createdBefore !== undefined && filter.createdBefore <= now;
  return source === 'generated' && !tooYoung && objects.some(({ bucket, keyPrefix }) => (
    isSameBucket(bucket, written.bucket) && mayOverlap(written.keyStart, keyPrefix ?? '')
  ));
}

/** Whether a key can start with both; what only the deployment knows is taken to differ. */
function mayOverlap(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}
