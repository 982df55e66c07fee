import type { LocalCloud } from '../../local/src';

const AUDITOR = 'arn:aws:iam::111122223333:role/auditor';
const MAY_LOOK = { Version: '2012-10-17', Statement: [{ Effect: 'Allow' as const, Action: 's3:GetJobTagging', Resource: '*' }] };

/** The tags of a job, in the words of the service. */
export async function jobTags(cloud: LocalCloud, jobId: string): Promise<string> {
  const { accessKeyId } = await cloud.putRole(AUDITOR, [MAY_LOOK]);
  const response = await fetch(`${cloud.url}/v20180820/jobs/${jobId}/tagging`, {
    headers: { 'x-amz-account-id': '111122223333', 'authorization': `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/s3/aws4_request` },
  });
  if (!response.ok) throw new Error(`the tags of job ${jobId} can't be read: ${await response.text()}`);
  return response.text();
}
