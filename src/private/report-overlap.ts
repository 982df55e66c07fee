import type { ReportDestination, SelectedObjects } from './binding';
import { reportKeyStart } from './report-keys';
import { reportAmongObjects, type Warning } from './warnings';

/** Warns of a report that the job, run again, would find among its objects. */
export function reportOverlapWarnings(report: ReportDestination | undefined, selection: readonly SelectedObjects[], now: Date): Warning[] {
  if (report === undefined) {
    return [];
  }
  const keys = reportKeyStart(report.prefix);
  return selection.some((objects) => isAmong(report, keys, objects, now)) ? [reportAmongObjects(`${keys}*`)] : [];
}

function isAmong(report: ReportDestination, keys: string, objects: SelectedObjects, now: Date): boolean {
  const { bucket, keyPrefix = '', createdBefore } = objects;
  const sameBucket = bucket.bucketRef.bucketArn === report.bucket.bucketRef.bucketArn;
  const tooYoung = createdBefore !== undefined && createdBefore <= now;
  return sameBucket && !tooYoung && mayOverlap(keys, keyPrefix);
}

/** Whether a key can start with both; what only the deployment knows is taken to differ. */
function mayOverlap(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}
