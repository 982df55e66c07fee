import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { BatchJob, BatchOperation, JobManifest, ManifestFilter, type BatchJobProps, type Manifest, type Operation } from '../src';
import type { ManifestBinding, OperationBinding, Selection } from '../src/private/binding';
import type { JobRequest } from '../src/private/contract';
import { statementOf } from '../src/private/role/grants';

/** A stack of an app of its own. */
export function newStack(props: StackProps = {}, context: Record<string, unknown> = {}): Stack {
  return new Stack(new App({ context }), 'Stack', props);
}

/** A bucket known by its ARN alone, so that requests and policies can be compared as they are. */
export function bucketNamed(stack: Stack, name: string): s3.IBucket {
  return stack.node.tryFindChild(name) as s3.IBucket | undefined ?? s3.Bucket.fromBucketArn(stack, name, `arn:aws:s3:::${name}`);
}

/** A function that does nothing. */
export function newFunction(scope: Construct, props: Partial<lambda.FunctionProps> = {}): lambda.Function {
  return new lambda.Function(scope, 'Function', {
    code: lambda.Code.fromInline('exports.handler = async () => {}'),
    handler: 'index.handler',
    runtime: lambda.determineLatestNodeRuntime(scope),
    ...props,
  });
}

/** A job that tags what lies under `logs/` of a bucket, with other props as given. */
export function newJob(stack: Stack, props: Partial<BatchJobProps> = {}, id = 'Job'): BatchJob {
  return new BatchJob(stack, id, {
    operation: BatchOperation.putObjectTagging({ tags: { tier: 'cold' } }),
    manifest: props.manifest ?? JobManifest.generate(bucketNamed(stack, 'objects'), {
      filter: ManifestFilter.where({ keyPrefix: 'logs/' }),
    }),
    ...props,
  });
}

/** One resource of a template, as far as the tests look into it. */
export interface TemplateResource {
  readonly Type: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a template has no other type
  readonly Properties: Record<string, any>;
  readonly DependsOn?: string[];
}

export function resourcesOf(stack: Stack, type: string): Record<string, TemplateResource> {
  return Template.fromStack(stack).findResources(type) as Record<string, TemplateResource>;
}

/** The custom resource of the stack's only job. */
export function jobResource(stack: Stack): TemplateResource {
  const [resource, ...others] = Object.values(resourcesOf(stack, 'Custom::S3BatchJob'));
  expect(others).toEqual([]);
  return resource;
}

/** The request of the stack's only job, with what CloudFormation will put in place of its stand-ins. */
export function jobRequest(stack: Stack): JobRequest {
  const { Request, Values = [] } = jobResource(stack).Properties;
  return JSON.parse(Request, (_, value) => (typeof value?.$ === 'number' ? Values[value.$] : value));
}

/** The statements of the policies that a role of the stack has, whose construct path says `part`. */
export function statementsOf(stack: Stack, part: string): unknown[] {
  const policies = Object.entries(resourcesOf(stack, 'AWS::IAM::Policy')).filter(([id]) => id.startsWith(part));
  expect(policies).not.toEqual([]);
  return policies.flatMap(([, policy]) => policy.Properties.PolicyDocument.Statement);
}

/** An operation's part of a job on every object of the bucket `objects`, which the manifest lists as `selection` says. */
export function bindOperation(operation: Operation, selection: Partial<Selection> = {}, now = new Date('2026-01-01T00:00:00Z')): OperationBinding {
  const stack = newStack();
  return operation._bind({ objects: [{ bucket: bucketNamed(stack, 'objects') }], namesVersions: false, source: 'csv', ...selection }, { scope: stack, now });
}

/** What the job's role is allowed for an operation, bound as by {@link bindOperation}. */
export function operationStatements(operation: Operation, selection: Partial<Selection> = {}): unknown[] {
  return bindOperation(operation, selection).permissions.map((permission) => statementOf(permission).toStatementJson());
}

/** A manifest's part of a job. */
export function bindManifest(manifest: Manifest, now = new Date('2026-01-01T00:00:00Z')): ManifestBinding {
  return manifest._bind({ scope: newStack(), now });
}
