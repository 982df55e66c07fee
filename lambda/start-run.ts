import { cancelAndWait } from './cancel';
import { createOnce } from './create-once';
import { standing } from './fence';
import { answerBy, handOver, isLate } from './hand-over';
import { attributesOf } from './outcome';
import { IAM_SETTLES_IN } from './persist';
import { requestResolver } from './resolve-request';
import type { FailedRun, Run, RunningJob, RunResult } from './run';
import type { Services } from './services';
import { watch, type Ending } from './watch';

/**
 * Creates the job of a new run, unless an earlier delivery of the same event did, and waits for it. Where S3 or IAM wasn't
 * ready for the job, it is another attempt: the failed job has run no task.
 */
export async function startRun(run: Run, services: Services): Promise<RunResult> {
  const { clock, log } = services;
  const resolve = requestResolver(run.input.request, services);
  for (let attempt = 1; ;) {
    const created = await createOnce(run, attempt, resolve, services);
    if ('ok' in created) {
      return created.isBlind && await handOver(services.next.jobId, services) === 'handed over' ? 'handed over' : created;
    }
    if (await standing(services.stacks, run.event.StackId) === 'over') {
      return fail(created, `the stack neither creates nor updates any more, so job ${created.jobId} was cancelled`, services);
    }
    const result = await watch(created, run, services);
    if (result === 'handed over') {
      return result;
    }
    if (!('pause' in result)) {
      return end(created, result, services);
    }
    // creating may take as long as IAM does
    if (isLate(clock, result.pause + IAM_SETTLES_IN)) {
      return await handOver(created.jobId, services) === 'handed over' ? 'handed over' : end(created, result.otherwise, services);
    }
    log('trying again', { jobId: created.jobId, attempt: created.attempt });
    await clock.sleep(result.pause);
    attempt = created.attempt + 1;
  }
}

function end(created: RunningJob, ending: Ending, services: Services): Promise<RunResult> | RunResult {
  return ending.ok
    ? { ok: true, jobId: created.jobId, attributes: attributesOf(ending.job), note: ending.note }
    : fail(created, ending.reason, services);
}

/** A FAILED answer never leaves a job running that its event created. */
async function fail({ jobId }: RunningJob, reason: string, services: Services): Promise<FailedRun> {
  await cancelAndWait(jobId, 'the deployment failed', services, answerBy(services));
  return { ok: false, jobId, reason };
}
