import type { JobDescriptor } from '../../../local/src/engine/job-descriptor';
import { jobDescribed } from '../../../local/src/http/s3-control/answers';
import { parseXml } from '../../../local/src/http/xml';
import type { CreateJobRequest, ManifestGeneratorRequest } from '../../../local/src/model/job-request';
import type { Statement } from '../../../local/src/policy/document';
import { FakeClock } from '../fake-clock';
import { putInventory } from '../manifest/manifest-fixture';
import { reportRows, seed, surroundings, TAGGING_STATEMENTS, taggingRequest } from '../surroundings';

const READ: Statement = { Effect: 'Allow', Action: ['s3:GetObject', 's3:GetObjectVersion'], Resource: 'arn:aws:s3:::reports/*' };
const ManifestOutputLocation = { Bucket: 'arn:aws:s3:::reports', ManifestPrefix: 'lists', ManifestFormat: 'S3InventoryReport_CSV_20211130' } as const;

function prepared(statements: Statement[] = [...TAGGING_STATEMENTS, READ]) {
  const parts = surroundings(new FakeClock(undefined, { auto: true }), statements);
  seed(parts.store, 'a', 'b c');
  const end = async (changes: Partial<CreateJobRequest>): Promise<JobDescriptor> => {
    const id = parts.engine.createJob(taggingRequest(changes));
    await parts.engine.idle();
    return parts.engine.describeJob(id);
  };
  return { ...parts, end };
}

function generator(changes: Partial<ManifestGeneratorRequest['S3JobManifestGenerator']>): Partial<CreateJobRequest> {
  return { ManifestGenerator: { S3JobManifestGenerator: { SourceBucket: 'arn:aws:s3:::logs', EnableManifestOutput: true, ManifestOutputLocation, ...changes } } };
}

test('a job tells where its generated manifest was written, and another job can run on it', async () => {
  const { store, end } = prepared();
  const first = await end(generator({}));
  expect(first).toMatchObject({ Status: 'Complete', GeneratedManifestDescriptor: { Format: 'S3InventoryReport_CSV_20211130' } });
  const second = await end({
    ClientRequestToken: 'token-2',
    ManifestGenerator: undefined,
    Manifest: { Spec: { Format: 'S3InventoryReport_CSV_20161130' }, Location: first.GeneratedManifestDescriptor!.Location },
  });
  expect(second).toMatchObject({ Status: 'Complete', ProgressSummary: { NumberOfTasksSucceeded: 2 } });
  expect(await reportRows(store, second.JobId)).toEqual(await reportRows(store, first.JobId));
});

// API reference, DescribeJob
test('a job tells so on the wire', async () => {
  const { end } = prepared();
  const job = await end(generator({}));
  const { children: [{ children: members }] } = parseXml(jobDescribed(job).body as string);
  const descriptor = members.find(({ name }) => name === 'GeneratedManifestDescriptor')!;
  expect(descriptor.children.map(({ name }) => name)).toEqual(['Format', 'Location']);
  expect(descriptor.children[1].children.map(({ name }) => name)).toEqual(['ObjectArn', 'ETag']);
});

test('a job whose generated manifest isn\'t kept tells of none', async () => {
  const { end } = prepared();
  const { GeneratedManifestDescriptor: descriptor } = await end(generator({ EnableManifestOutput: false, ManifestOutputLocation: undefined }));
  expect(descriptor).toBeUndefined();
});

// S3 User Guide, "Granting permissions for Batch Operations"
test.each<[string, Partial<CreateJobRequest>, Statement[], string]>([
  ['its role may not write its manifest', generator({}), [...TAGGING_STATEMENTS.slice(0, 2), READ], 'Failed to write manifest'],
  ['its role may not read its manifest', generator({}), TAGGING_STATEMENTS, 'Failed to write manifest'],
  ['its manifest\'s bucket is another account\'s than expected',
    generator({ ManifestOutputLocation: { ...ManifestOutputLocation, ExpectedManifestBucketOwner: '999999999999' } }), [...TAGGING_STATEMENTS, READ], 'Failed to write manifest'],
  ['its source bucket is another account\'s than expected', generator({ ExpectedBucketOwner: '999999999999' }), [...TAGGING_STATEMENTS, READ], '999999999999'],
])('a job fails before its first task when %s', async (_case, request, statements, reason) => {
  const { end } = prepared(statements);
  expect(await end(request)).toMatchObject({
    Status: 'Failed',
    ProgressSummary: { TotalNumberOfTasks: 0 },
    FailureReasons: [{ FailureCode: 'AccessDenied', FailureReason: expect.stringMatching(new RegExp(`^Error occurred when preparing manifest: .*${reason}`)) }],
  });
});

test('a job of which no object is selected writes no manifest', async () => {
  const { store, end } = prepared();
  expect(await end(generator({ Filter: { ObjectSizeGreaterThanBytes: 1_000_000 } }))).toMatchObject({
    Status: 'Failed', FailureReasons: [{ FailureCode: 'InvalidManifestContent', FailureReason: 'Manifest generation found no keys matching the filter criteria' }],
  });
  expect(await store.asOwner().listObjectsV2({ bucket: 'reports' })).toMatchObject({ objects: [] });
});

describe('a job on an inventory', () => {
  async function ended(text: string, statements?: Statement[]) {
    const { store, end } = prepared(statements);
    const Manifest = await putInventory(store, [{ text }], { fileSchema: 'Bucket, Key, VersionId' });
    return { store, job: await end({ ManifestGenerator: undefined, Manifest }) };
  }

  // S3 User Guide, "Configuring inventory" and "Troubleshooting Batch Operations"
  test('does what it does to the rows, and fails those without a version alone', async () => {
    const { store, job } = await ended('"logs","a","null"\n"logs","b%20c",""\n"logs","gone","null"\n');
    expect(job).toMatchObject({ Status: 'Complete', ProgressSummary: { TotalNumberOfTasks: 3, NumberOfTasksFailed: 2 } });
    expect(await reportRows(store, job.JobId)).toEqual([
      'logs,a,null,succeeded,200,,success',
      'logs,b%20c,\\N,failed,400,InvalidRequest,Task failed due to missing VersionId',
      expect.stringMatching(/^logs,gone,null,failed,40[34],/),
    ]);
  });

  test('fails before its first task when its role may read no data file', async () => {
    const { job } = await ended('"logs","a","null"\n', [...TAGGING_STATEMENTS, { ...READ, Resource: 'arn:aws:s3:::reports/*/manifest.json' }]);
    expect(job).toMatchObject({
      Status: 'Failed',
      ProgressSummary: { TotalNumberOfTasks: 0 },
      FailureReasons: [{ FailureCode: 'AccessDenied', FailureReason: expect.stringMatching(/^Reading the manifest is forbidden: AccessDenied/) }],
    });
  });
});

describe('a report', () => {
  // S3 User Guide, "Troubleshooting Batch Operations" and "Creating an S3 Batch Operations job"
  test.each<[string, Partial<CreateJobRequest['Report']>]>([
    ['its bucket retains what it gets by default', { Bucket: 'arn:aws:s3:::locked' }],
    ['its bucket is another account\'s than expected', { ExpectedBucketOwner: '999999999999' }],
  ])('fails its job when %s, although the tasks are done', async (_case, changes) => {
    const { store, end } = prepared([...TAGGING_STATEMENTS, { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::locked/*' }]);
    store.createBucket('locked', { objectLock: { defaultRetention: { mode: 'COMPLIANCE', days: 1 } } });
    expect(await end({ Report: { ...taggingRequest().Report, ...changes } })).toMatchObject({
      Status: 'Failed',
      ProgressSummary: { NumberOfTasksSucceeded: 2 },
      FailureReasons: [{ FailureReason: 'The job report could not be written to your report bucket. Please check your permissions.' }],
    });
  });
});
