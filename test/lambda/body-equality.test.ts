import { CreateJobCommand, S3ControlClient, type CreateJobCommandInput } from '@aws-sdk/client-s3-control';
import { valuesOf } from './model-values';
import { createJobShape, fieldsOf } from './sdk-model';
import { createJobBody } from '../../lambda/create-job-body';
import type { NewJob } from '../../lambda/job-control';
import { parseXml, type XmlNode } from '../../local/src/http/xml';
import type { OperationName, Tag } from '../../src/private/contract';

type Request = { readonly [member: string]: unknown } & { readonly Tags?: Tag[] };

const TOKEN = 'a-token';
const requests = valuesOf(createJobShape)
  .map((value) => ({ ...value as Request, ClientRequestToken: TOKEN }))
  // a job always has our tags; to the function that writes the body, none are none to send
  .filter(({ Tags }) => Tags?.length !== 0);
const fields = fieldsOf(createJobShape);

/** The body that the SDK makes by itself. */
async function bodyOfSdk(request: object): Promise<string> {
  const client = new S3ControlClient({ region: 'us-east-1', credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' } });
  let body = '';
  client.middlewareStack.add(() => async ({ request: made }) => {
    ({ body } = made as { body: string });
    return { output: { $metadata: {} }, response: {} };
  }, { step: 'build', name: 'readInsteadOfSending' });
  await client.send(new CreateJobCommand({ AccountId: '111122223333', ...request } as CreateJobCommandInput));
  return body;
}

/** The body that is ours, for the same request. */
function ourBody({ ClientRequestToken, Tags = [], ...request }: Request): string {
  return createJobBody({ request: asContract(request), tags: Tags, token: ClientRequestToken } as NewJob);
}

/** The contract has dates as text, as S3 itself writes them. */
function asContract(value: unknown): unknown {
  if (value instanceof Date) {
    return value.toISOString().replace('.000Z', 'Z');
  }
  if (Array.isArray(value)) {
    return value.map(asContract);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, asContract(item)]))
    : value;
}

type Tree = readonly [name: string, text: string, children: readonly Tree[]];

/** The elements of a body: those of different names in one order, those of the same name, which are a list, in theirs. */
function treeOf(body: string): Tree {
  const byName = (one: XmlNode, other: XmlNode) => (one.name < other.name ? -1 : Number(one.name > other.name));
  const tree = ({ name, text, children }: XmlNode): Tree => [name, text, [...children].sort(byName).map(tree)];
  return tree(parseXml(body));
}

test('the model has the eleven operations', () => {
  const operations: { [name in OperationName]: true } = {
    LambdaInvoke: true, S3PutObjectCopy: true, S3PutObjectAcl: true, S3PutObjectTagging: true, S3DeleteObjectTagging: true,
    S3InitiateRestoreObject: true, S3PutObjectLegalHold: true, S3PutObjectRetention: true, S3ReplicateObject: true,
    S3ComputeObjectChecksum: true, S3UpdateObjectEncryption: true,
  };
  const found = fields.filter((field) => field.startsWith('Operation.')).map((field) => field.split('.')[1]);

  expect(new Set(found)).toEqual(new Set(Object.keys(operations)));
});

test(`the body is the SDK's own for all ${fields.length} fields of its model, in ${requests.length} requests`, async () => {
  const differing: unknown[] = [];
  for (const request of requests) {
    const [own, sdk] = [treeOf(ourBody(request)), treeOf(await bodyOfSdk(request))];
    if (JSON.stringify(own) !== JSON.stringify(sdk)) {
      differing.push({ request, own: ourBody(request), sdk: await bodyOfSdk(request) });
    }
  }

  expect(differing.slice(0, 3)).toEqual([]);
  // a walk that lost its way would compare nothing
  expect(fields.length).toBeGreaterThan(90);
  expect(requests.length).toBeGreaterThan(fields.length);
});

const report = { Enabled: false };
const base = { Operation: {}, Report: report, Priority: 1, RoleArn: 'arn:aws:iam::111122223333:role/r', ClientRequestToken: TOKEN };

test.each<[string, object, string]>([
  ['EventHold', { S3PutObjectRetention: { Retention: { EventHold: 'ON', EventHoldDuration: { Days: 3 } } } },
    '<Retention><EventHold>ON</EventHold><EventHoldDuration><Days>3</Days></EventHoldDuration></Retention>'],
  ['AnnotationDirective', { S3PutObjectCopy: { AnnotationDirective: 'EXCLUDE' } }, '<S3PutObjectCopy><AnnotationDirective>EXCLUDE</AnnotationDirective>'],
  ['ObjectLockEventHold', { S3PutObjectCopy: { ObjectLockEventHold: 'ON' } }, '<S3PutObjectCopy><ObjectLockEventHold>ON</ObjectLockEventHold>'],
])('carries %s, which the SDK drops without a word', async (name, Operation, element) => {
  const request = { ...base, Operation };

  expect(ourBody(request)).toContain(element);
  expect(await bodyOfSdk(request)).not.toContain(name);
});
