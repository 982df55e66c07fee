import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';

const s3 = new S3Client({});

/** Counts the lines of one object, for the job's report. */
export async function handler({ invocationId, invocationSchemaVersion, job, tasks }) {
  const results = await Promise.all(tasks.map(async ({ taskId, s3Bucket, s3Key }) => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: s3Bucket, Key: decodeURIComponent(s3Key) }));
    const text = await Body.transformToString(job.userArguments.encoding);
    return { taskId, resultCode: 'Succeeded', resultString: `${text.split('\n').length} lines` };
  }));
  return { invocationSchemaVersion, invocationId, treatMissingKeysAs: 'PermanentFailure', results };
}
