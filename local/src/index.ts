export type { ApiCall, ApiCallCount } from './api-log';
export {
  type AssemblyOverview, type BucketOverview, type DeclaredPlace, type FunctionOverview, type JobOverview, readAssemblyOverview, type StackOverview,
} from './assembly/overview';
export type { Cloud, CloudListener, CloudSettings, Credentials, FailedTask, JobDetails, LocalCloudOptions, MetUnknown, ObjectDescription } from './cloud/cloud';
export type { CloudEvent } from './cloud/cloud-event';
export { LocalCloud } from './cloud/local-cloud';
export type {
  Advice, Caller, DeniedCalls, DigestedFailureReason, DigestedJob, DigestedReport, DigestedStack, DigestedUnknown,
  FailureGroup, ObjectChange, RunDigest, ShownObject,
} from './command/digest/run-digest';
export type { JobDescriptor, ProgressSummary } from './engine/job-descriptor';
export type { JobStatus } from './engine/job-status';
export type { ApiRequest, Fault } from './http/server';
export type { PolicyDocument } from './policy/document';
export { NOT_EVALUATED } from './policy/not-evaluated';
export { startLocalCloud } from './process/start-local-cloud';
export type { SeedOptions } from './seed/seed-options';
export type { SeededBucket } from './seed/seeded-bucket';
export type { DeploymentOptions } from './stacks/assembly-deployment';
export type { StackResource, StackResult } from './stacks/stacks';
export type { ResourceStatus, StackEvent, StackStatus } from './stacks/stack-events';
export type { BucketConfiguration } from './store/object-state';
export { type Choices, choose, type Unknown, UNKNOWNS } from './unknowns';
