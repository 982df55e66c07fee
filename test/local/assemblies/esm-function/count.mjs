import { GetObjectCommand, PutObjectTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import { wordsOf } from './words.mjs';

const s3 = new S3Client();
// what only a module can do: wait while it is loaded, and know where it is
const greeting = await Promise.resolve('counted');
const file = new URL(import.meta.url).pathname.split('/').pop();

/** Counts the words of an object, and keeps their number in a tag where it is asked to. */
export async function handler({ invocationSchemaVersion, invocationId, job: { userArguments }, tasks }) {
  const results = [];
  for (const { taskId, s3Bucket, s3Key } of tasks) {
    const object = { Bucket: s3Bucket, Key: decodeURIComponent(s3Key.replaceAll('+', ' ')) };
    try {
      const { Body } = await s3.send(new GetObjectCommand(object));
      const count = wordsOf(await Body.transformToString()).length;
      if (userArguments.keep === 'yes') await s3.send(new PutObjectTaggingCommand({ ...object, Tagging: { TagSet: [{ Key: 'words', Value: String(count) }] } }));
      results.push({ taskId, resultCode: 'Succeeded', resultString: `${greeting} ${count} in ${file}` });
    } catch (error) {
      results.push({ taskId, resultCode: 'PermanentFailure', resultString: error.name });
    }
  }
  return { invocationSchemaVersion, treatMissingKeysAs: 'PermanentFailure', invocationId, results };
}
