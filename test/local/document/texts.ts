import * as jobFailures from '../../../local/src/engine/job-failure';
import { checksumFailure, checksumMessage } from '../../../local/src/operations/compute-object-checksum-message';
import { SUCCESS } from '../../../local/src/operations/executor';
import { RECORDED_FAILURES, replicationFailure, type ReplicationFailure, TEXTS } from '../../../local/src/operations/replicate-object-failure';
import { missingVersion, type TaskFailure } from '../../../local/src/operations/task-failure';
import { rowOf } from '../../../local/src/report/row';
import { S3Error } from '../../../local/src/store/s3-error';

/** How a text is known: S3 was seen to write it, AWS's documentation has it, or it is taken to be so. */
export type Basis = 'recorded' | 'quoted' | 'assumed';

/** What a report's row, or a job's failure, says. */
export interface Text {
  /** Of which operations' rows. */
  readonly of: string;
  /** HTTP status and error code; of a job's failure, its code. */
  readonly code: string;
  readonly text: string;
  readonly basis: Basis;
  readonly source: string;
}

const REPORTS = 'S3 User Guide, "Examples: S3 Batch Operations completion reports"';
const TROUBLESHOOTING_2023 = 'S3 User Guide (2023), "Troubleshooting"';
const TROUBLESHOOTING = 'S3 User Guide, "Troubleshooting Batch Operations"';
const FUNCTIONS = 'S3 User Guide, "Invoke AWS Lambda function"';
const SAMPLE = 'aws-samples/sample-replicate-on-tag-for-amazon-s3';

const [, , LEFT_OUT] = rowOf({ task: { bucket: 'b', key: 'k', versionId: '' }, status: 'failed', httpStatusCode: 400, errorCode: '', message: '' });

/** The texts of rows, as the engine's own functions make them. */
export const ROW_TEXTS: readonly Text[] = [
  { of: 'S3ReplicateObject', code: '200', text: SUCCESS, basis: 'recorded', source: SAMPLE },
  { of: 'every other operation without a result', code: '200', text: SUCCESS, basis: 'assumed', source: 'as of S3ReplicateObject' },
  {
    of: 'every operation', code: 'VersionId', text: LEFT_OUT, basis: 'assumed',
    source: `of a version that the manifest leaves out; recorded of S3ReplicateObject, ${SAMPLE}`,
  },
  row('every operation but S3ReplicateObject', missingVersion(), 'quoted', TROUBLESHOOTING_2023),
  {
    of: 'every operation on objects', code: 'those of S3\'s API', text: 'the words of S3\'s API', basis: 'assumed',
    source: 'S3 API reference, "Error responses": that a row has them is assumed',
  },
  {
    of: 'S3ComputeObjectChecksum', code: '200', basis: 'quoted', source: REPORTS,
    text: checksumMessage({ algorithm: 'CRC32', type: 'FULL_OBJECT', value: 'bS9TOQ==' }, '<etag>'),
  },
  row('S3ComputeObjectChecksum', checksumFailure('<task id>', 404, 'Key not found'), 'quoted', REPORTS),
  { of: 'LambdaInvoke', code: '200', text: '<resultString>', basis: 'quoted', source: FUNCTIONS },
  { of: 'LambdaInvoke', code: '200 PermanentFailure', text: 'Lambda returned function error: <payload>', basis: 'quoted', source: REPORTS },
  { of: 'LambdaInvoke', code: '200 PermanentFailure', text: 'Invalid JSON returned in Lambda payload', basis: 'quoted', source: FUNCTIONS },
  { of: 'LambdaInvoke', code: '429 TooManyRequestsException', text: 'Rate Exceeded.', basis: 'assumed', source: 'Lambda API reference, "Invoke": Lambda\'s own words' },
  {
    of: 'LambdaInvoke', code: '404 ResourceNotFoundException', text: 'Function not found: <ARN>', basis: 'assumed',
    source: 'Lambda API reference, "Invoke": Lambda\'s own words',
  },
  {
    of: 'LambdaInvoke', code: '404 ResourceNotFoundException', text: 'Functions from \'<Region>\' are not reachable in this region (\'<Region>\')', basis: 'assumed',
    source: 'alexcasalboni/aws-lambda-power-tuning, issue 18: Lambda\'s own words',
  },
  ...(Object.keys(TEXTS) as ReplicationFailure[]).map((reason) => RECORDED_FAILURES.includes(reason)
    ? row('S3ReplicateObject', replicationFailure(reason), 'recorded', SAMPLE)
    : row('S3ReplicateObject', replicationFailure(reason), 'assumed', 'the code: S3 User Guide, "Amazon S3 replication failure reasons"')),
];

const REFUSED = new S3Error(403, '<code>', '<message>');

/** The failures of whole jobs, by the function that makes each. */
export const JOB_FAILURES: { readonly [name in Exclude<keyof typeof jobFailures, 'JobFailure'>]: Text } = {
  noKeysMatch: failure(jobFailures.noKeysMatch(), 'quoted', TROUBLESHOOTING_2023),
  reportNotWritten: failure(jobFailures.reportNotWritten(), 'quoted', `${TROUBLESHOOTING}; the code is ours`),
  notConfirmed: failure(jobFailures.notConfirmed(), 'assumed', 'S3 User Guide, "Tracking job status", says only that the job fails'),
  roleNotAssumable: failure(jobFailures.roleNotAssumable('<ARN>', 'AccessDenied'), 'assumed', TROUBLESHOOTING),
  manifestNotGenerated: failure(jobFailures.manifestNotGenerated(REFUSED), 'assumed', 'its beginning: S3 User Guide, "Granting permissions for Batch Operations"'),
  manifestNotWritten: failure(jobFailures.manifestNotWritten(REFUSED), 'quoted', 'S3 User Guide, "Granting permissions for Batch Operations"; what is in brackets is ours'),
  manifestNotRead: failure(
    jobFailures.manifestNotRead(new S3Error(403, 'AccessDenied', '<message>')), 'quoted', `${TROUBLESHOOTING_2023}; what is in brackets, and the code, are ours`,
  ),
  manifestUnusable: {
    of: 'the job', code: 'InvalidManifestContent', text: '<what is wrong, and in which line>', basis: 'assumed', source: `the code: ${TROUBLESHOOTING}`,
  },
  thresholdExceeded: failure(jobFailures.thresholdExceeded(501, 1000), 'assumed', 'S3 User Guide, "Job failure threshold", says only that the job fails'),
  engineFailed: failure(jobFailures.engineFailed('<what can\'t be reproduced here>'), 'assumed', 'no failure that S3 has'),
};

function row(of: string, { status, code, message }: TaskFailure, basis: Basis, source: string): Text {
  return { of, code: `${status} ${code}`, text: message, basis, source };
}

function failure({ reason: { FailureCode, FailureReason } }: jobFailures.JobFailure, basis: Basis, source: string): Text {
  return { of: 'the job', code: FailureCode, text: FailureReason, basis, source };
}
