import { type Executor, type JobContext, S3_CONCURRENCY, SUCCESS } from './executor';
import { replicateTo } from './replicate-object-destination';
import { replicationFailure } from './replicate-object-failure';
import { rulesFor } from './replicate-object-rules';
import { requirePermissions } from './service-permissions';
import { TaskFailure } from './task-failure';
import { JobFailure } from '../engine/job-failure';
import type { Task } from '../manifest/manifest';
import type { NoOptions } from '../model/job-request';
import type { Authority } from '../store/authority';
import type { ReplicationConfiguration } from '../store/object-state';
import { objectArn } from '../store/resource-arn';
import { S3Error } from '../store/s3-error';
import type { StoredState } from '../store/stored-objects';

/**
 * Replicates each version as its bucket's configuration says, in the name of that configuration's role. S3 User Guide,
 * "Replicating existing objects with Batch Replication": every rule that applies is tried.
 */
export const replicateObject: Executor<NoOptions> = {
  concurrency: S3_CONCURRENCY,
  missingVersion: () => replicationFailure('SrcObjectNotFound'),
  async checkBucket(bucket, _options, { stored }) {
    if (stored.isUndescribed({ bucket })) throw unknownConfiguration(bucket);
  },
  async execute(task, _options, job) {
    initiate(task, job);
    const configuration = await configurationOf(task.bucket, job);
    const state = stateOf(task, job);
    const rules = rulesFor({ key: task.key, ...state }, configuration);
    if (rules.length === 0) throw replicationFailure('SrcObjectNotEligible');
    const failures = await Promise.all(rules.map((rule) =>
      failureOf(async () => replicateTo(rule, { task, state, role: roleOf(configuration, job), job }))));
    const failure = failures.find((candidate) => candidate !== undefined);
    // a replica says that it is one, whatever becomes of its own replicas
    if (state.replicationStatus !== 'REPLICA') job.stored.setReplicationStatus(task, failure ? 'FAILED' : 'COMPLETED');
    if (failure) throw failure;
    return SUCCESS;
  },
};

/** A bucket that no template describes may have rules that nobody sees here; to say that it has none would be a guess. */
function unknownConfiguration(bucket: string): JobFailure {
  return new JobFailure('LocalEngineError', `the replication rules of the bucket ${bucket} aren't known here: it isn't in any deployed template`);
}

function initiate(task: Task, job: JobContext): void {
  try {
    requirePermissions('S3ReplicateObject', { object: objectArn(job.environment.partition, task) }, job, task.versionId);
  } catch (error) {
    throw error instanceof S3Error ? replicationFailure('InitiateReplicationNotPermitted') : error;
  }
}

async function configurationOf(bucket: string, { service }: JobContext): Promise<ReplicationConfiguration> {
  try {
    return await service.getBucketReplication({ bucket });
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    throw replicationFailure(error.code === 'NoSuchBucket' ? 'SrcBucketNotFound' : 'SrcBucketReplicationConfigMissing');
  }
}

/** A delete marker isn't replicated: rules that say otherwise aren't reproduced. */
function stateOf(task: Task, { stored }: JobContext): StoredState {
  // a bucket that is replicated has versions, which a manifest must name; one without any is taken for one whose version ids are empty
  if (task.versionId === undefined) throw replicationFailure('SrcObjectNotFound');
  try {
    return stored.stateOf(task);
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    throw replicationFailure(error.code === 'MethodNotAllowed' ? 'SrcObjectNotEligible' : 'SrcVersionNotFound');
  }
}

function roleOf({ roleArn }: ReplicationConfiguration, job: JobContext): Authority {
  const role = job.authorityOf(roleArn);
  if (!role) throw replicationFailure('AssumeRoleNotPermitted', roleArn);
  return role;
}

/** The task's failure at one destination; the others are tried all the same. */
async function failureOf(replicate: () => Promise<void>): Promise<TaskFailure | undefined> {
  try {
    await replicate();
    return undefined;
  } catch (error) {
    if (error instanceof TaskFailure) return error;
    throw error;
  }
}
