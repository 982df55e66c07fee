import { join } from 'node:path';
import { App, CfnOutput, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { AppFixture, rowsIn } from './app-fixture';
import { BatchJob, BatchOperation, CompletionReport, JobManifest, ManifestFilter, WaitFor } from '../../../src';
import { writeFiles } from '../write-files';

let fixture: AppFixture;

beforeEach(() => {
  fixture = new AppFixture();
});

afterEach(() => fixture.close());

interface Storage {
  readonly objects: IBucket;
  readonly reports: IBucket;
}

/** A team's stack with its buckets, which go with it, objects and all. */
class StorageStack extends Stack implements Storage {
  readonly objects = this.bucket('Objects');
  readonly reports = this.bucket('Reports');

  private bucket(id: string): Bucket {
    return new Bucket(this, id, { versioned: true, enforceSSL: true, removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true });
  }
}

/** Another team's stack within a stack, with a job on buckets that aren't its own. */
class MaintenanceStack extends NestedStack {
  readonly jobId: string;

  constructor(scope: Construct, id: string, { objects, reports }: Storage, tier: string) {
    super(scope, id);
    const job = new BatchJob(this, 'TagOldLogs', {
      operation: BatchOperation.putObjectTagging({ tags: { tier } }),
      manifest: JobManifest.generate(objects, { filter: ManifestFilter.where({ keyPrefix: 'logs/' }) }),
      report: CompletionReport.allTasks(reports),
      waitFor: WaitFor.completed(),
    });
    this.jobId = job.jobId;
  }
}

interface Variant {
  readonly tier: string;
  /** A third stack takes the job's id. */
  readonly sharesJob?: boolean;
}

function addStacks(app: App, { tier, sharesJob = false }: Variant): void {
  const storage = new StorageStack(app, 'Storage');
  const operations = new Stack(app, 'Operations');
  const { jobId } = new MaintenanceStack(operations, 'Maintenance', storage, tier);
  new CfnOutput(operations, 'LastJob', { value: jobId });
  const audit = new Stack(app, 'Audit');
  new StringParameter(audit, 'ReportsParameter', { stringValue: storage.reports.bucketName });
  new CfnOutput(audit, 'ReportsName', { value: storage.reports.bucketName });
  new CfnOutput(audit, 'ObjectsName', { value: storage.objects.bucketName });
  if (sharesJob) new StringParameter(audit, 'JobParameter', { stringValue: jobId });
}

/** Deploys the app into a cloud where `Objects` has two logs, and something else. */
async function deployer() {
  const source = join(fixture.folder, 'objects');
  writeFiles(source, { 'logs/1.log': 'one', 'logs/2.log': 'two', 'notes.txt': 'no log' });
  const cloud = await fixture.start();
  const deploy = (variant: Variant) => cloud.deployAll(fixture.synthesize((app) => addStacks(app, variant)), undefined, { objects: [{ path: 'Storage/Objects', source }] });
  return { cloud, deploy };
}

test('a job in a nested stack runs on the buckets of another, again when it changes, and all goes without a trace', async () => {
  const { cloud, deploy } = await deployer();
  const [, operations, audit] = await deploy({ tier: 'cold' });
  expect(audit).toMatchObject({ stackName: 'Audit', status: 'CREATE_COMPLETE' });
  const { ObjectsName, ReportsName } = audit.outputs;
  const tiers = () => Promise.all(['logs/1.log', 'logs/2.log', 'notes.txt'].map(async (key) => (await cloud.objectTags(ObjectsName, key)).tier));
  expect(await cloud.jobs()).toMatchObject([
    { JobId: operations.outputs.LastJob, Status: 'Complete', ProgressSummary: { NumberOfTasksSucceeded: 2, NumberOfTasksFailed: 0 } },
  ]);
  expect(await tiers()).toEqual(['cold', 'cold', undefined]);
  expect(await rowsIn(cloud, ReportsName)).toEqual([
    expect.stringMatching(`^${ObjectsName},logs/1.log,[^,]+,succeeded,200,,`), expect.stringMatching(`^${ObjectsName},logs/2.log,[^,]+,succeeded,200,,`),
  ]);

  await deploy({ tier: 'cold' });
  expect(await cloud.jobs()).toHaveLength(1);
  const [, changed] = await deploy({ tier: 'frozen' });
  expect(changed.outputs.LastJob).not.toBe(operations.outputs.LastJob);
  expect(await tiers()).toEqual(['frozen', 'frozen', undefined]);

  for (const stack of ['Audit', 'Operations', 'Storage']) expect(await cloud.destroy(stack)).toMatchObject({ status: 'DELETE_COMPLETE' });
  await expect(cloud.listKeys(ObjectsName)).rejects.toThrow('The specified bucket does not exist');
  expect(fixture.warnings).toEqual([]);
}, 90_000);

// CloudFormation user guide, "Get exported outputs": one that is in use can't be changed
test('one whose id another stack takes can\'t run again, and the stack goes back', async () => {
  const { deploy } = await deployer();
  const [, operations, audit] = await deploy({ tier: 'cold', sharesJob: true });
  expect(audit.status).toBe('CREATE_COMPLETE');

  const results = await deploy({ tier: 'frozen', sharesJob: true });
  expect(results[1]).toMatchObject({
    stackName: 'Operations', status: 'UPDATE_ROLLBACK_COMPLETE', reason: expect.stringMatching(/cannot be updated as it is in use by Audit$/),
    outputs: operations.outputs,
  });
  expect(results).toHaveLength(2);
}, 90_000);
