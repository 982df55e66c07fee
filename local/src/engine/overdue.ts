import type { Job } from './job';

const DAY = 24 * 60 * 60 * 1000;

/** How long a job may wait for its confirmation. S3 User Guide, "Tracking job status", Suspended. */
const CONFIRMATION_DAYS = 30;

/** How long a job is known that has ended. S3 User Guide, "Troubleshooting Batch Operations", NoSuchJobException. */
const KEPT_DAYS = 90;

/** When a job that waits for its confirmation has waited too long, if that is over. */
export function missedConfirmation({ status, suspendedDate }: Job, now: Date): Date | undefined {
  const due = status === 'Suspended' ? daysAfter(suspendedDate!, CONFIRMATION_DAYS) : undefined;
  return due && due < now ? due : undefined;
}

/** Whether a job ended so long ago that nobody knows it any more. */
export function isForgotten({ terminationDate }: Job, now: Date): boolean {
  return terminationDate !== undefined && daysAfter(terminationDate, KEPT_DAYS) <= now;
}

function daysAfter(date: Date, days: number): Date {
  return new Date(date.getTime() + days * DAY);
}
