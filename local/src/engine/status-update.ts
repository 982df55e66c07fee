import { badRequest } from './service-error';

/** What a job's state can be asked to become. Service model, `RequestedJobStatus`. */
export type RequestedStatus = 'Ready' | 'Cancelled';

/** Refuses what UpdateJobStatus can't be asked for. Service model, `RequestedJobStatus` and `JobStatusUpdateReason`. */
export function checkedStatusUpdate(requested: string | undefined, reason?: string): { requested: RequestedStatus; reason?: string } {
  if (requested !== 'Ready' && requested !== 'Cancelled') {
    throw badRequest(`\`requestedJobStatus\` must be one of Cancelled, Ready, got: ${requested}`);
  }
  if (reason !== undefined && (reason === '' || [...reason].length > 256)) {
    throw badRequest(`\`statusUpdateReason\` must have 1 to 256 characters, got ${[...reason].length}`);
  }
  return { requested, reason };
}
