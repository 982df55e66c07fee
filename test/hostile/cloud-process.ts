import { assembleCloud } from '../../local/src/cloud/cloud-parts';

/** A cloud in a process of its own, so that what would end it ends no test; its first line says where it is and who may do everything in it. */
async function main(): Promise<void> {
  const { server, store, principals, functions } = await assembleCloud({});
  store.createBucket('logs', { versioned: true });
  store.seedObject('logs', 'a', { body: Buffer.from('hello') });
  const { accessKeyId } = principals.put('arn:aws:iam::111122223333:role/caller', [{ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }]);
  functions.put({
    name: 'f', arn: 'arn:aws:lambda:us-east-1:111122223333:function:f', logicalId: 'F', paths: [], timeoutSeconds: { value: 3 },
    roleArn: { problem: 'it has no role' }, runnable: { problem: 'it has no code' },
  });
  process.stdout.write(`${JSON.stringify({ port: server.port, accessKeyId })}\n`);
}

void main();
