import type { ApiCallCount } from '../../../../local/src/api-log';
import type { DeploymentRecord, MetUnknown } from '../../../../local/src/cloud/cloud';
import type { DigestedCloud } from '../../../../local/src/command/digest/run-digest';
import type { JobDescriptor, ProgressSummary } from '../../../../local/src/engine/job-descriptor';
import type { JobDetails } from '../../../../local/src/engine/job-details';
import type { AskedJob } from '../../../../local/src/stacks/custom-resource/asked-jobs';
import type { KnownFunction } from '../../../../local/src/stacks/function-directory';
import type { StackResult } from '../../../../local/src/stacks/stacks';

const ROLE = 'arn:aws:iam::111122223333:role/';

/** The roles of an app with a job that tags objects, and one that has a function hash them. */
export const ROLES = {
  tagFiles: `${ROLE}cdk-s3-batch-operations/Demo/Demo-TagFilesRoleD8B1FC32-B1533A86340B`,
  hashFiles: `${ROLE}cdk-s3-batch-operations/Demo/Demo-HashFilesRole74B0850C-25941FB2C43A`,
  hashFile: `${ROLE}Demo-HashFileServiceRole0D54315E-3D44FE5D4DDD`,
  handler: `${ROLE}Demo-S3BatchJobHandlerRole04C44435-F8A0C9B5A241`,
};

export const STACK_ID = 'arn:aws:cloudformation:us-east-1:111122223333:stack/Demo/51af3dc0-da77-11e4-872e-1234567db123';

const HANDLER = 'arn:aws:lambda:us-east-1:111122223333:function:Demo-S3BatchJobHandlerFunction46D9F277-1';

/** A function of the app. */
export function knownFunction(path: string, roleArn: string, arn = `arn:aws:lambda:us-east-1:111122223333:function:${path.replace('/', '-')}`): KnownFunction {
  return { arn, path, roleArn };
}

/** An event that the handler was sent for a job. */
export function askedJob(requestId: string, logicalId: string, constructPath?: string, waitsForEnd = true): AskedJob {
  return { requestId, stackId: STACK_ID, logicalId, constructPath, handlerArn: HANDLER, waitsForEnd };
}

/** What the deployment of the app leaves to know of it. */
export const DEMO: DeploymentRecord = {
  functions: [knownFunction('Demo/HashFile', ROLES.hashFile), knownFunction('Demo/S3BatchJobHandler/Function', ROLES.handler, HANDLER)],
  askedJobs: [askedJob('request-1', 'TagFiles6F983251', 'Demo/TagFiles'), askedJob('request-2', 'HashFilesF6980DA1', 'Demo/HashFiles')],
};

/** How the stack's deployment ended. */
export function demoResult(status: StackResult['status'], reason?: string): StackResult {
  return { stackName: 'Demo', stackId: STACK_ID, status, reason, outputs: {}, resources: [] };
}

/** What a test says of a job. */
export interface GivenJob extends Partial<JobDescriptor> {
  readonly JobId: string;
  readonly tasks?: readonly [succeeded: number, failed: number, total: number];
  readonly logicalId?: string;
  readonly request?: string;
  readonly details?: Partial<JobDetails>;
}

/** What a cloud is left with beside jobs and calls. */
export interface Leftovers {
  readonly keys?: string[];
  readonly unknowns?: MetUnknown[];
  readonly record?: DeploymentRecord;
}

/** A cloud as a run would leave it. */
export function playedCloud(
  jobs: readonly GivenJob[], calls: readonly ApiCallCount[] = [], { keys = [], unknowns = [], record = DEMO }: Leftovers = {},
): DigestedCloud {
  return {
    deploymentRecord: async () => record,
    jobs: async () => jobs.map(describedJob),
    jobDetails: async (id) => detailsOf(jobs.find(({ JobId }) => JobId === id)!),
    callCounts: async () => calls,
    metUnknowns: async () => unknowns,
    listKeys: async (_bucket, prefix = '') => keys.filter((key) => key.startsWith(prefix)),
  };
}

/** A tagging job as DescribeJob has it, but for what is given. */
export function describedJob({ tasks, logicalId: _logicalId, request: _request, details: _details, ...given }: GivenJob): JobDescriptor {
  return {
    JobArn: `arn:aws:s3:us-east-1:111122223333:job/${given.JobId}`,
    Status: 'Complete',
    Operation: { S3PutObjectTagging: { TagSet: [{ Key: 'demo', Value: 'first' }] } },
    Report: { Enabled: true, Bucket: 'arn:aws:s3:::demo-reports', Format: 'Report_CSV_20180820', Prefix: 'reports', ReportScope: 'AllTasks' },
    Priority: 10,
    RoleArn: ROLES.tagFiles,
    CreationTime: new Date('2025-06-01T12:00:00Z'),
    ProgressSummary: summary(tasks),
    FailureReasons: [],
    ...given,
  };
}

function summary([succeeded, failed, total]: readonly [number, number, number] = [0, 0, 0]): ProgressSummary {
  return { TotalNumberOfTasks: total, NumberOfTasksSucceeded: succeeded, NumberOfTasksFailed: failed, Timers: { ElapsedTimeInActiveSeconds: 0 } };
}

function detailsOf({ logicalId, request = 'request-1/1', details }: GivenJob): JobDetails {
  const tags = logicalId === undefined ? undefined : {
    'cdk-s3-batch-operations:stack': STACK_ID, 'cdk-s3-batch-operations:logical-id': logicalId, 'cdk-s3-batch-operations:request': request,
  };
  return { tags: tags ?? {}, firstFailures: [], redelivered: 0, ...details };
}
