import { createHash } from 'node:crypto';
import { GetObjectCommand, GetObjectTaggingCommand, PutObjectTaggingCommand, S3Client } from '@aws-sdk/client-s3';

const s3 = new S3Client();

/**
 * Hashes one object's bytes, keeps the hash as a tag beside the tags that the object has, and returns it for the report.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-invoke-lambda.html
 */
export async function handler({ invocationId, invocationSchemaVersion, job, tasks: [task] }) {
  const { algorithm } = job.userArguments;
  // the key comes as it stands in the manifest
  const object = { Bucket: task.s3Bucket, Key: decodeURIComponent(task.s3Key) };

  const { Body } = await s3.send(new GetObjectCommand(object));
  const hash = createHash(algorithm).update(await Body.transformToByteArray()).digest('hex');
  const { TagSet } = await s3.send(new GetObjectTaggingCommand(object));
  const otherTags = TagSet.filter(({ Key }) => Key !== algorithm);
  await s3.send(new PutObjectTaggingCommand({ ...object, Tagging: { TagSet: [...otherTags, { Key: algorithm, Value: hash }] } }));

  return {
    invocationSchemaVersion,
    invocationId,
    treatMissingKeysAs: 'PermanentFailure',
    results: [{ taskId: task.taskId, resultCode: 'Succeeded', resultString: hash }],
  };
}
