import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Size, Tags, type Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import {
  BatchJob, BatchOperation, CannedAccessControlList, ChecksumAlgorithm, ChecksumType, CompletionReport, GlacierJobTier, InvocationSchemaVersion,
  JobManifest, LegalHoldStatus, ManifestColumn, ManifestEncryption, ManifestFilter, MetadataDirective, ObjectEncryptionFilter, RetentionMode,
  type BatchJobProps,
} from '../src';
import { bucketNamed, jobRequest, jobResource, newStack } from './fixture';

/** A CreateJob request that somebody published, as they published it. */
interface Case {
  readonly source: string;
  readonly description: string;
  readonly expect: 'valid' | 'invalid';
  readonly request: object;
}

const FOLDER = join(__dirname, 'cases');
const published = (name: string): Case => JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));

/** What stands in the published requests for a name or an ARN, and what stands for it here. */
const PLACEHOLDERS: [string, string][] = [
  ['${PROCESSOR_FUNCTION_ARN}', 'arn:aws:lambda:us-east-1:111122223333:function:processor'],
  ['${RESULTS_BUCKET_NAME}', 'results'],
  ['${bucket_name}', 'assets'],
  ['${ENVIRONMENT}', 'production'],
  ['${RESOURCE_PREFIX}', 'medialake'],
  ['${user}', 'user'],
  ['${host}', 'host'],
  ['${config_id}', 'config'],
  ['${reports-arn}', 'arn:aws:s3:::restore-reports'],
  ['${arn-of-manifest.json}', 'arn:aws:s3:::inventories/archive/all/2026-11-01T00-00Z/manifest.json'],
  ['*** completion report bucket ****', 'replication-reports'],
  ['*** replication source bucket ***', 'replication-source'],
  ['${state_bucket}', 'state'],
  ['${manifest.json key}', 'manifests/1/manifest.json'],
  ['${MANIFEST_BUCKET}', 'checksum-manifests'],
  ['${ACCOUNT_ID}', '111122223333'],
  ['account-id', '111122223333'],
  ['KMS-key-ARN-to-apply', 'arn:aws:kms:us-east-1:111122223333:key/11111111-aaaa-bbbb-cccc-000000000001'],
  ['kms-key-ARN-to-match', 'arn:aws:kms:us-east-1:111122223333:key/11111111-aaaa-bbbb-cccc-000000000002'],
  ['source-bucket-ARN', 'arn:aws:s3:::records'],
  ['report-bucket-ARN', 'arn:aws:s3:::record-reports'],
  ['manifest-bucket-ARN', 'arn:aws:s3:::record-manifests'],
];

function withNames(request: object): object {
  const text = PLACEHOLDERS.reduce((before, [placeholder, name]) => before.replaceAll(placeholder, name), JSON.stringify(request));
  return JSON.parse(text);
}

/** Left out on both sides: what only the handler knows, and the role, which is the job's own here. */
const LEFT_OUT = ['AccountId', 'ClientRequestToken', 'RoleArn', 'ETag', 'ConfirmationRequired'];
const INSTANTS = ['CreatedAfter', 'CreatedBefore', 'RetainUntilDate'];

/** A request for comparison: dates by the UTC instant that they name, an empty filter as none, sets in one order. */
function comparable(request: object): object {
  return JSON.parse(JSON.stringify(request), (name, value) => {
    if (LEFT_OUT.includes(name) || (name === 'Filter' && Object.keys(value).length === 0)) {
      return undefined;
    }
    if (name === 'ObjectReplicationStatuses' || name === 'Tags') {
      return [...value].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    }
    return INSTANTS.includes(name) ? new Date(/Z$/.test(value) ? value : `${value}Z`).toISOString() : value;
  });
}

interface Declaration extends BatchJobProps {
  readonly tags?: { readonly [key: string]: string };
}

const { BUCKET, KEY } = ManifestColumn;
const key = (stack: Stack, id: string) => kms.Key.fromKeyArn(stack, `Key${id}`, `arn:aws:kms:us-east-1:111122223333:key/11111111-aaaa-bbbb-cccc-00000000000${id}`);
const scopeOf = (stack: Stack) => [{ bucket: bucketNamed(stack, 'objects') }];

/** How a user of this library declares the job of each valid case. */
const DECLARATIONS: Record<string, (stack: Stack) => Declaration> = {
  'put-object-tagging-by-csv': (stack) => ({
    operation: BatchOperation.putObjectTagging({ tags: { keyOne: 'ValueOne' } }),
    manifest: JobManifest.fromCsv(bucketNamed(stack, 'my_manifests'), 'manifest.csv', { scope: scopeOf(stack) }),
    report: CompletionReport.allTasks(bucketNamed(stack, 'bucket-where-completion-report-goes'), { prefix: 'final-reports' }),
    priority: 42,
    description: 'job Description',
  }),
  'put-object-tagging-by-prefix-and-date': (stack) => ({
    operation: BatchOperation.putObjectTagging({ tags: { tier: 'cold' } }),
    manifest: JobManifest.generate(bucketNamed(stack, 'amzn-s3-demo-bucket'), {
      filter: ManifestFilter.where({ keyPrefix: 'logs/2024/', createdBefore: new Date('2025-01-01T00:00:00Z') }),
    }),
    report: CompletionReport.failedTasks(bucketNamed(stack, 'amzn-s3-demo-reports'), { prefix: 'batch' }),
  }),
  'delete-object-tagging-by-inventory': (stack) => ({
    operation: BatchOperation.deleteObjectTagging(),
    manifest: JobManifest.fromInventoryReport(bucketNamed(stack, 'inventory-bucket'), 'my-bucket-inventory/data/manifest.json', { scope: scopeOf(stack) }),
    report: CompletionReport.failedTasks(bucketNamed(stack, 'inventory-bucket'), { prefix: 'batch-delete-report' }),
    priority: 1,
    confirmationRequired: true,
  }),
  'lambda-invoke-by-csv': (stack) => ({
    operation: BatchOperation.lambdaInvoke(
      lambda.Function.fromFunctionArn(
        stack, 'Copy', 'arn:aws:lambda:ap-southeast-2:843407916570:function:OrcaBusBeta-ICAv1CopyBatc-ICAv1CopyBatchUtilitylam-6JWX9N3pNISt',
      ),
      { invocationSchemaVersion: InvocationSchemaVersion.V2_0 },
    ),
    manifest: JobManifest.fromCsv(bucketNamed(stack, 'umccr-temp-dev'), 's3_batch_manifest.csv', { scope: scopeOf(stack) }),
    report: CompletionReport.allTasks(bucketNamed(stack, 'umccr-temp-dev'), { prefix: 's3-batch-reports' }),
    description: 'ICAv1 Batch Copy Job',
  }),
  'lambda-invoke-by-prefix-size-and-date': (stack) => ({
    operation: BatchOperation.lambdaInvoke(
      lambda.Function.fromFunctionArn(stack, 'Processor', 'arn:aws:lambda:us-east-1:111122223333:function:processor'),
      { userArguments: { jobId: '${job_id}', timestamp: '${timestamp}', environment: 'production' } },
    ),
    manifest: JobManifest.generate(bucketNamed(stack, 'assets'), {
      filter: ManifestFilter.where({
        createdAfter: new Date('2000-01-01T00:00:00Z'), objectSizeGreaterThan: Size.bytes(0), keyPrefix: '${prefix}',
      }),
      output: {
        bucket: bucketNamed(stack, 'results'), prefix: 'jobs/${job_id}/inventory-${timestamp}', encryption: ManifestEncryption.sseS3(),
      },
    }),
    report: CompletionReport.allTasks(bucketNamed(stack, 'results'), { prefix: 'jobs/${job_id}/reports' }),
    priority: 50,
    description: 'MediaLake asset sync job ${job_id}',
    tags: { Environment: 'production', ResourcePrefix: 'medialake' },
  }),
  'put-object-acl-canned': (stack) => ({
    operation: BatchOperation.putObjectAcl({ cannedAccessControlList: CannedAccessControlList.BUCKET_OWNER_FULL_CONTROL }),
    manifest: JobManifest.fromCsv(bucketNamed(stack, 'amzn-s3-demo-manifest-bucket'), 'acl.csv', { scope: scopeOf(stack) }),
    report: CompletionReport.allTasks(bucketNamed(stack, 'amzn-s3-demo-report-bucket'), { prefix: 'acl' }),
  }),
  'initiate-restore-object-without-report': (stack) => ({
    operation: BatchOperation.initiateRestoreObject({ expirationInDays: 5, glacierJobTier: GlacierJobTier.BULK }),
    manifest: JobManifest.fromCsv(
      bucketNamed(stack, 'txma-data-analysis-build-batch-job-manifest-bucket'), 'glacier-backup-manifest.csv', { scope: scopeOf(stack) },
    ),
    report: CompletionReport.disabled(),
  }),
  'initiate-restore-object-by-inventory': (stack) => ({
    operation: BatchOperation.initiateRestoreObject({ expirationInDays: 7, glacierJobTier: GlacierJobTier.BULK }),
    manifest: JobManifest.fromInventoryReport(
      bucketNamed(stack, 'inventories'), 'archive/all/2026-11-01T00-00Z/manifest.json', { scope: scopeOf(stack) },
    ),
    report: CompletionReport.failedTasks(bucketNamed(stack, 'restore-reports'), { prefix: 'user/host' }),
    priority: 0,
    description: 'restore from glacier for user host',
    tags: { User: 'user', Host: 'host' },
  }),
  'put-object-legal-hold-off': (stack) => ({
    operation: BatchOperation.putObjectLegalHold({ status: LegalHoldStatus.OFF }),
    manifest: JobManifest.fromCsv(bucketNamed(stack, 'ManifestBucket'), 'legalhold-object-manifest.csv', { scope: scopeOf(stack) }),
    report: CompletionReport.allTasks(bucketNamed(stack, 'ReportBucket'), { prefix: 'reports/legalhold-objects-bops' }),
    description: 'Turn off legal hold',
  }),
  'put-object-retention-compliance': (stack) => ({
    operation: BatchOperation.putObjectRetention({ mode: RetentionMode.COMPLIANCE, retainUntilDate: new Date('2025-01-01T00:00:00Z') }),
    manifest: JobManifest.fromCsv(bucketNamed(stack, 'ManifestBucket'), 'compliance-objects-manifest.csv', { scope: scopeOf(stack) }),
    report: CompletionReport.allTasks(bucketNamed(stack, 'ReportBucket'), { prefix: 'reports/compliance-objects-bops' }),
    description: 'Set compliance retain-until to 1 Jul 2030',
  }),
  'put-object-retention-removed': (stack) => ({
    operation: BatchOperation.putObjectRetention({ remove: true, bypassGovernanceRetention: true }),
    manifest: JobManifest.fromCsv(bucketNamed(stack, 'ManifestBucket'), 'governance-objects-manifest.csv', { scope: scopeOf(stack) }),
    report: CompletionReport.allTasks(bucketNamed(stack, 'REPORT_BUCKET'), { prefix: 'reports/bops-governance' }),
    description: 'Remove governance retention',
  }),
  'replicate-object-existing': (stack) => ({
    operation: BatchOperation.replicateObject(),
    manifest: JobManifest.generate(bucketNamed(stack, 'replication-source'), {
      filter: ManifestFilter.eligibleForReplication(), expectedBucketOwner: '111122223333',
    }),
    report: CompletionReport.allTasks(bucketNamed(stack, 'replication-reports'), { prefix: 'batch-replication-report' }),
    priority: 1,
  }),
  'replicate-object-by-inventory': (stack) => ({
    operation: BatchOperation.replicateObject(),
    manifest: JobManifest.fromInventoryReport(bucketNamed(stack, 'state'), 'manifests/1/manifest.json', { scope: scopeOf(stack) }),
    report: CompletionReport.allTasks(bucketNamed(stack, 'state'), { prefix: 'completion-reports/default' }),
    description: 's3rot: ${source_bucket} (${object_count} objects)',
    tags: { replication_config_id: 'config' },
  }),
  'compute-object-checksum-by-csv': (stack) => ({
    operation: BatchOperation.computeObjectChecksum({ checksumAlgorithm: ChecksumAlgorithm.SHA256, checksumType: ChecksumType.FULL_OBJECT }),
    manifest: JobManifest.fromCsv(bucketNamed(stack, 'checksum-manifests'), '${manifest_key}', { columns: [BUCKET, KEY], scope: scopeOf(stack) }),
    report: CompletionReport.allTasks(bucketNamed(stack, 'checksum-manifests'), {
      prefix: 'batch-jobs/reports/sha256/', expectedBucketOwner: '111122223333',
    }),
    description: 'SHA256 checksum computation job - ${now}',
  }),
  'compute-object-checksum-whole-bucket': (stack) => ({
    operation: BatchOperation.computeObjectChecksum({ checksumAlgorithm: ChecksumAlgorithm.SHA256, checksumType: ChecksumType.FULL_OBJECT }),
    manifest: JobManifest.generate(bucketNamed(stack, 'example-archive'), {
      filter: ManifestFilter.allObjects(),
      expectedBucketOwner: '123456789012',
      output: { bucket: bucketNamed(stack, 'example-archive'), expectedBucketOwner: '123456789012' },
    }),
    report: CompletionReport.allTasks(bucketNamed(stack, 'example-archive'), { expectedBucketOwner: '123456789012' }),
    description: 'Compute SHA256 checksums - example-archive',
    confirmationRequired: true,
  }),
  'update-object-encryption-between-keys': (stack) => ({
    operation: BatchOperation.updateObjectEncryption(key(stack, '1'), { bucketKeyEnabled: false }),
    manifest: JobManifest.generate(bucketNamed(stack, 'records'), {
      filter: ManifestFilter.where({ objectEncryption: ObjectEncryptionFilter.sseKms({ key: key(stack, '2') }) }),
      expectedBucketOwner: '111122223333',
      output: { bucket: bucketNamed(stack, 'record-manifests'), prefix: 'manifest-prefix' },
    }),
    report: CompletionReport.allTasks(bucketNamed(stack, 'record-reports'), { prefix: 'report' }),
    priority: 1,
  }),
};

/** How each invalid case fails here: what is nearest to it that can be written down, and what comes of that. */
const REFUSALS: Record<string, readonly [(stack: Stack) => BatchJobProps, string]> = {
  'delete-object-tagging-wrong-format': [(stack) => ({
    operation: BatchOperation.deleteObjectTagging(),
    manifest: JobManifest.fromInventoryReport(bucketNamed(stack, 'my-inventory-bucket'), 'inventory/manifest.json', {
      scope: scopeOf(stack), format: 'S3InventoryReport_CSV_20211130', columns: [BUCKET, KEY],
    } as never),
  }), '`manifest.format` is no option'],
  'put-object-copy-with-job-tags': [(stack) => ({
    operation: BatchOperation.putObjectCopy(bucketNamed(stack, 'destination-bucket')),
    manifest: JobManifest.fromCsv(bucketNamed(stack, 'example-bucket'), 'example_manifest.csv', {
      scope: scopeOf(stack), format: 'EXAMPLE_S3BatchOperations_CSV_20180820',
    } as never),
    report: CompletionReport.allTasks(bucketNamed(stack, 'example-report-bucket'), { format: 'Example_Report_CSV_20180820' } as never),
  }), '`report.format` is no option'],
  'put-object-copy-misspelt-output': [(stack) => ({
    operation: BatchOperation.putObjectCopy(bucketNamed(stack, 'target'), { metadataDirective: MetadataDirective.COPY, kmsKey: key(stack, '1') }),
    manifest: JobManifest.generate(bucketNamed(stack, 'source'), {
      filter: ManifestFilter.eligibleForReplication(),
      output: { bucket: bucketNamed(stack, 'target'), manifestPrefix: 'manifests' } as never,
    }),
  }), '`manifest.output.manifestPrefix` is no option'],
  'initiate-restore-object-invented-columns': [(stack) => ({
    operation: BatchOperation.initiateRestoreObject({ expirationInDays: 7, glacierJobTier: GlacierJobTier.BULK }),
    manifest: JobManifest.fromCsv(bucketNamed(stack, 'control'), 'manifest.csv', {
      scope: scopeOf(stack), columns: ['S3Bucket', 'S3Key', 'S3VersionId'] as never,
    }),
  }), '`manifest.columns` must hold ManifestColumn.BUCKET, ManifestColumn.KEY, ManifestColumn.VERSION_ID, ManifestColumn.IGNORE, got: "S3Bucket"'],
  'replicate-object-by-versions': [(stack) => ({
    operation: BatchOperation.replicateObject(),
    manifest: JobManifest.fromCsv(bucketNamed(stack, 'manifests'), 'manifest.csv', { scope: scopeOf(stack), columns: [BUCKET, KEY, ManifestColumn.VERSION_ID] }),
    report: CompletionReport.allTasks(bucketNamed(stack, 'manifests'), { format: 'Report_CSV' } as never),
  }), '`report.format` is no option'],
};

const outcomes: string[] = [];
afterAll(() => {
  process.stderr.write(['', 'published requests, and what comes of declaring them:', ...outcomes.sort(), ''].join('\n'));
});

function tell(name: string, outcome: string): void {
  outcomes.push(`  ${published(name).expect.padEnd(8)} ${name.padEnd(46)} ${outcome}`);
}

test('every published case is declared or refused, as it should be', () => {
  const names = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ''));
  const named = (expected: Case['expect']) => names.filter((name) => published(name).expect === expected).sort();

  expect(Object.keys(DECLARATIONS).sort()).toEqual(named('valid'));
  expect(Object.keys(REFUSALS).sort()).toEqual(named('invalid'));
});

test.each(Object.keys(DECLARATIONS))('%s: synthesizes to the request as published', (name) => {
  const stack = newStack();
  const { tags = {}, ...props } = DECLARATIONS[name](stack);
  const job = new BatchJob(stack, 'Job', props);
  Object.entries(tags).forEach(([tag, value]) => Tags.of(job).add(tag, value));

  const made = { ...jobRequest(stack), Tags: jobResource(stack).Properties.Tags };
  // an example without a description gets the construct's path for one
  expect(comparable(made)).toEqual({ Description: 'Stack/Job', ...comparable(withNames(published(name).request)) });
  expect(made.RoleArn).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^JobRole/), 'Arn'] });
  tell(name, 'the same request');
});

test.each(Object.keys(REFUSALS))('%s: is refused', (name) => {
  const [props, problem] = REFUSALS[name];
  const stack = newStack();

  expect(() => new BatchJob(stack, 'Job', props(stack))).toThrow(problem);
  tell(name, problem);
});
