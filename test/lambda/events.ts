import type { CreateEvent, DeleteEvent, UpdateEvent } from '../../lambda/events';
import type { JobProperties, JobRequest, ManifestLocation, ManifestRequest, WaitSpec } from '../../src/private/contract';

export const STACK_ID = 'arn:aws:cloudformation:us-east-1:111122223333:stack/app/5f9c2d80-0000-11f0-8000-0a1b2c3d4e5f';

export const request: JobRequest = {
  Operation: { S3PutObjectTagging: { TagSet: [{ Key: 'tier', Value: 'cold' }] } },
  Report: { Enabled: true, Bucket: 'arn:aws:s3:::reports', Format: 'Report_CSV_20180820', Prefix: 'batch', ReportScope: 'AllTasks' },
  Priority: 10,
  RoleArn: 'arn:aws:iam::111122223333:role/cdk-s3-batch-operations/app/job',
  ConfirmationRequired: false,
  ManifestGenerator: {
    S3JobManifestGenerator: {
      SourceBucket: 'arn:aws:s3:::logs',
      EnableManifestOutput: false,
      Filter: { KeyNameConstraint: { MatchAnyPrefix: ['app/'] }, CreatedBefore: '2025-01-01T00:00:00Z' },
    },
  },
};

/** `request` on the objects of a CSV manifest. */
export function onManifest(location: Partial<ManifestLocation> = {}): JobRequest {
  const { ManifestGenerator: _, ...rest } = request;
  const Spec = { Format: 'S3BatchOperations_CSV_20180820', Fields: ['Bucket', 'Key'] } satisfies ManifestRequest['Spec'];
  return { ...rest, Manifest: { Spec, Location: { ObjectArn: 'arn:aws:s3:::manifests/lists/first.csv', ...location } } };
}

/** `request` with other object tags: another run. */
export function taggingWith(value: string): JobRequest {
  return { ...request, Operation: { S3PutObjectTagging: { TagSet: [{ Key: 'tier', Value: value }] } } };
}

export const started: WaitSpec = { until: 'started', timeoutSeconds: 600 };
export const completed: WaitSpec = { until: 'completed', timeoutSeconds: 600, onTimeout: 'FAIL', maxFailedTasks: 0 };

export function properties(overrides: { request?: JobRequest; wait?: WaitSpec } & Partial<JobProperties> = {}): JobProperties {
  const { request: asked = request, wait = started, ...rest } = overrides;
  return { Request: JSON.stringify(asked), WaitFor: JSON.stringify(wait), RunFingerprint: 'f', ...rest };
}

const common = { StackId: STACK_ID, LogicalResourceId: 'Job' };

export function createEvent(resourceProperties: CreateEvent['ResourceProperties'] = properties(), requestId = 'create-1'): CreateEvent {
  return { ...common, RequestType: 'Create', RequestId: requestId, ResourceProperties: resourceProperties };
}

export function updateEvent(physicalId: string, oldProperties: JobProperties, newProperties: UpdateEvent['ResourceProperties'], requestId = 'update-1'): UpdateEvent {
  return {
    ...common,
    RequestType: 'Update',
    RequestId: requestId,
    PhysicalResourceId: physicalId,
    ResourceProperties: newProperties,
    OldResourceProperties: oldProperties,
  };
}

export function deleteEvent(physicalId: string, requestId = 'delete-1'): DeleteEvent {
  return { ...common, RequestType: 'Delete', RequestId: requestId, PhysicalResourceId: physicalId };
}
