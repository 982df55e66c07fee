import { join } from 'node:path';
import { item } from './digest-item';
import { isUnjudged } from './outcome';
import type { Advice, DigestedJob, DigestedReport, FailureGroup } from './run-digest';
import { shownMessage } from './shown-message';
import { grouped } from '../progress/job-progress';

/** A job's part of the digest. */
export function printedJob(job: DigestedJob): string[] {
  const { id, name = job.description ?? '', operation, status, statusReason, tasks, redelivered, failureReasons, firstFailures, report, retried } = job;
  return [
    ...item(`Job ${name}${name === '' ? '' : ' '}(${operation}): ${status}`, 0),
    ...item(`id: ${id}`),
    ...statusReason === undefined ? [] : item(`because: ${statusReason}`),
    ...retried ? item('another job was made in its place') : [],
    ...status === 'Suspended' ? item('suspended: waits to be confirmed; `--confirm` confirms it') : [],
    ...item(`tasks: ${grouped(tasks.succeeded)} succeeded, ${grouped(tasks.failed)} failed, of ${grouped(tasks.total)}`),
    ...isUnjudged(job) ? item('its stack doesn\'t wait for its end, so that nobody has judged whether these are too many') : [],
    ...redelivered > 0 ? item(`done again although they had succeeded: ${grouped(redelivered)}`) : [],
    ...failureReasons.flatMap(({ code, reason, advice }) => [...item(`failed: ${code}: ${reason}`), ...adviceLines(advice, 4)]),
    ...firstFailures.length === 0 ? [] : failureLines(firstFailures, tasks.failed),
    ...report ? reportLines(report) : [],
  ];
}

function failureLines(groups: readonly FailureGroup[], failed: number): string[] {
  const shown = groups.reduce((sum, { count }) => sum + count, 0);
  const which = shown < failed ? `the first ${shown} of the ${grouped(failed)} tasks` : 'the tasks';
  return [`  ${which} that failed:`, ...groups.flatMap(groupLines)];
}

function groupLines({ status, code, count, example: { bucket, key, versionId, message }, advice }: FailureGroup): string[] {
  return [
    ...item(`${count} with ${status} ${code}, such as`, 4),
    ...item(`s3://${bucket}/${key}`, 6),
    ...versionId === undefined ? [] : item(`version: ${versionId === '' ? 'none' : versionId}`, 6),
    ...message === '' ? [] : item(shownMessage(message), 6),
    ...adviceLines(advice, 6),
  ];
}

function adviceLines({ meaning, remedy }: Advice, indent: number): string[] {
  return [...item(`means: ${meaning}`, indent), ...item(`way out: ${remedy}`, indent)];
}

function reportLines({ bucket, key, savedTo }: DigestedReport): string[] {
  if (key === undefined && savedTo === undefined) return item(`report: none in s3://${bucket}`);
  return [
    ...key === undefined ? [] : ['  report:', ...item(`s3://${bucket}/${key}`, 4)],
    ...savedTo === undefined ? [] : ['  copied to:', ...item(join(savedTo, bucket, key ?? ''), 4)],
  ];
}
