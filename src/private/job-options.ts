import { RemovalPolicy, Token } from 'aws-cdk-lib';
import type { BatchJobProps } from '../batch-job-props';
import { booleanProblems, enumProblems, show, textProblems, unknownOptionProblems, wholeNumberProblems, type KnownOptions } from './checks';
import { DESCRIPTION_LENGTH, JOB_ID, MAX_OBJECTS, PRIORITY } from './limits';
import { looksLikeOneOf } from './misspelt';
import { Manifest } from '../manifests/manifest';
import { OnNoObjects } from '../on-no-objects';
import { RunOn } from '../run-on';

const PROPS: KnownOptions<BatchJobProps> = {
  operation: true, manifest: true, report: true, role: true, priority: true, description: true, confirmationRequired: true, maxObjects: true,
  onNoObjects: true, runOn: true, runId: true, waitFor: true, removalPolicy: true,
};

const REMOVAL_POLICIES = [RemovalPolicy.DESTROY, RemovalPolicy.RETAIN, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE];

/** What is wrong with the props that are no parts, and with how they go together with the parts. */
export function optionProblems(props: BatchJobProps): string[] {
  const { priority, description, confirmationRequired, runId, runOn, maxObjects, onNoObjects, removalPolicy } = props;
  return [
    ...misspeltProblems(props),
    ...wholeNumberProblems('priority', priority, PRIORITY),
    ...textProblems('description', description, DESCRIPTION_LENGTH),
    ...booleanProblems('confirmationRequired', confirmationRequired),
    ...wholeNumberProblems('maxObjects', maxObjects, MAX_OBJECTS),
    ...enumProblems('onNoObjects', onNoObjects, OnNoObjects, 'OnNoObjects'),
    ...enumProblems('runOn', runOn, RunOn, 'RunOn'),
    ...(runId === undefined || typeof runId === 'string' ? [] : [`\`runId\` must be a string, got: ${show(runId)}`]),
    ...removalProblems(removalPolicy),
    ...waitProblems(props),
  ];
}

/**
 * A misspelt prop would count for nothing, as a guard above all. Others are let through: a class that extends `BatchJob` hands
 * its own props on.
 */
function misspeltProblems(props: BatchJobProps): string[] {
  const likely = Object.entries(props).filter(([name]) => !Object.hasOwn(PROPS, name) && looksLikeOneOf(Object.keys(PROPS), name));
  return unknownOptionProblems('', Object.fromEntries(likely), PROPS);
}

/** Unless a value may be the id of a job: a pattern would stand for others too. */
export function jobIdProblems(jobId: unknown): string[] {
  return Token.isUnresolved(jobId) || (typeof jobId === 'string' && JOB_ID.test(jobId))
    ? []
    : [`\`jobId\` must be the id of a job, 5 to 36 letters, digits, \`-\` and \`_\`, got: ${show(jobId)}`];
}

/** Unless a job can be removed so. */
export function removalProblems(policy: RemovalPolicy | undefined): string[] {
  return policy === undefined || REMOVAL_POLICIES.includes(policy)
    ? []
    : [`\`removalPolicy\` must be DESTROY, which cancels a running job, or RETAIN, which leaves it; a job has no snapshot, got: ${show(policy)}`];
}

/** What can only be seen by somebody who waits, and who doesn't wait for it. */
function waitProblems({ manifest, waitFor, confirmationRequired, maxObjects, onNoObjects }: BatchJobProps): string[] {
  const created = waitFor?.name === 'created';
  return [
    ...(confirmationRequired === true && waitFor?.name === 'completed'
      ? ['`confirmationRequired` makes the job wait for a person, and `waitFor` makes the deployment wait for the job; use WaitFor.started()']
      : []),
    ...(maxObjects !== undefined && created
      ? ['`maxObjects` needs a deployment that waits for the job\'s count of objects; use WaitFor.started() or WaitFor.completed() as `waitFor`']
      : []),
    ...(onNoObjects === OnNoObjects.SUCCEED && created
      ? ['`onNoObjects` needs a deployment that waits for the list of objects; use WaitFor.started() or WaitFor.completed() as `waitFor`']
      : []),
    ...(onNoObjects === OnNoObjects.SUCCEED && manifest instanceof Manifest && manifest.name !== 'S3JobManifestGenerator'
      ? ['`onNoObjects` is about the list that S3 generates for JobManifest.generate; leave it out with another manifest']
      : []),
  ];
}
