import { Tags, type Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Account } from './account';
import { STACK, synthesized, type Changes, type Declaration } from './declaration';
import { deployed, type HandlerTrial } from './trial';
import type { JobDescriptor } from '../../local/src/engine/job-descriptor';
import type { BatchJobProps } from '../../src';

/** Something that the handler does with a declared job. */
export type Episode = (declaration: Declaration) => Omit<HandlerTrial, 'declaration'>;

/** Long enough for a job to need several invocations' time, in milliseconds. */
const LONG_STEP = 300_000;

/** What happens to jobs beside being created and ending well. */
export const EPISODES: readonly Episode[] = [
  (declaration) => ({ name: 'outlasts an invocation', stepMilliseconds: LONG_STEP, course: wholeJob(declaration) }),
  (declaration) => ({ name: 'runs as a given role', course: wholeJob(declaration, givenRole) }),
  (declaration) => ({
    name: 'gets another priority',
    course: heldAndUpdated(declaration, () => ({ priority: 77 }), ({ Priority }) => Priority === 77),
  }),
  (declaration) => ({
    name: 'gets another tag',
    course: heldAndUpdated(declaration, addTag, ({ JobId }, { engine }) => engine.getJobTagging(JobId).some(({ Key }) => Key === 'added')),
  }),
  (declaration) => ({ name: 'is cancelled when its stack goes', course: heldAndDeleted(declaration) }),
];

function wholeJob(declaration: Declaration, changes?: Changes): HandlerTrial['course'] {
  const stack = once(() => synthesized(declaration, changes));
  return async (account) => deployed(account, stack());
}

function givenRole(stack: Stack): Partial<BatchJobProps> {
  return { role: new iam.Role(stack, 'GivenRole', { assumedBy: new iam.ServicePrincipal('batchoperations.s3.amazonaws.com') }) };
}

function addTag(stack: Stack): Partial<BatchJobProps> {
  Tags.of(stack).add('added', 'later');
  return {};
}

/** A job that waits for somebody to confirm it, and so is there to be changed. */
const HELD: Partial<BatchJobProps> = { confirmationRequired: true, waitFor: undefined };

function heldAndUpdated(declaration: Declaration, changes: Changes, isUpdated: (job: JobDescriptor, account: Account) => boolean): HandlerTrial['course'] {
  const before = once(() => synthesized(declaration, () => HELD));
  const after = once(() => synthesized(declaration, (stack) => ({ ...HELD, ...changes(stack) })));
  return async (account) => {
    const created = await account.deploy(before());
    if (created.status !== 'CREATE_COMPLETE') return created.reason;
    const { status, reason } = await account.deploy(after());
    if (status !== 'UPDATE_COMPLETE') return reason;
    return isUpdated(onlyJob(account), account) ? undefined : 'the job is as it was';
  };
}

function heldAndDeleted(declaration: Declaration): HandlerTrial['course'] {
  const stack = once(() => synthesized(declaration, () => HELD));
  return async (account) => {
    const created = await account.deploy(stack());
    if (created.status !== 'CREATE_COMPLETE') return created.reason;
    const { status, reason } = await account.destroy(STACK);
    if (status !== 'DELETE_COMPLETE') return reason;
    const job = onlyJob(account);
    return job.Status === 'Cancelled' ? undefined : `the job is ${job.Status}`;
  };
}

function onlyJob({ engine }: Account): JobDescriptor {
  const [job] = engine.listJobs().jobs;
  return engine.describeJob(job.JobId);
}

/** Makes something when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => made ??= make();
}
