/**
 * The code of a custom resource's handler, as an app from elsewhere might have it: writes an object into a bucket, under
 * the name that its property `Key` says, and deletes it again; fails, when it is told to. It uses the SDK of the runtime.
 */
export const OBJECT_WRITER = `
const { S3Client, PutObjectCommand, DeleteObjectCommand } = require('@aws-sdk/client-s3');
const s3 = new S3Client();

exports.handler = async (event) => {
  const { RequestType, ResponseURL, StackId, RequestId, LogicalResourceId, PhysicalResourceId, ResourceProperties } = event;
  let answer;
  try {
    answer = { Status: 'SUCCESS', ...await act(RequestType, PhysicalResourceId, ResourceProperties) };
  } catch (error) {
    answer = { Status: 'FAILED', Reason: error.message, PhysicalResourceId: PhysicalResourceId ?? 'none' };
  }
  await fetch(ResponseURL, { method: 'PUT', body: Buffer.from(JSON.stringify({ ...answer, StackId, RequestId, LogicalResourceId })) });
};

async function act(requestType, physicalId, { Key, Body, Fail }) {
  const Bucket = process.env.BUCKET;
  if (requestType === 'Delete') {
    if (physicalId !== 'none') await s3.send(new DeleteObjectCommand({ Bucket, Key: physicalId }));
    return { PhysicalResourceId: physicalId };
  }
  if (Fail === 'yes') throw new Error('told to fail');
  const { ETag } = await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  return { PhysicalResourceId: Key, Data: { ETag } };
}
`;
