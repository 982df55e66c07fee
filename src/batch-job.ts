import { CfnResource, Lazy, Resource, Stack, TagManager, TagType, type ITaggableV2 } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { BatchJobHandler } from './batch-job-handler';
import type { Manifest } from './manifests/manifest';
import type { Operation } from './operations/operation';
import { bindJob, kindProblems, optionProblems, type BoundJob } from './private/bound-job';
import { bucketResources } from './private/bucket-resources';
import type { JobAttributes, JobProperties, JobRequest } from './private/contract';
import { functionAccountWarnings } from './private/function-account';
import { grantPermissions, grantToHandler } from './private/grants';
import { createJobRole } from './private/job-role';
import { jobTagProblems, jobTags } from './private/job-tags';
import { DESCRIPTION_LENGTH } from './private/limits';
import { isOnBucket } from './private/permission';
import { refuse } from './private/problems';
import { requestText } from './private/request-text';
import { runFingerprint } from './private/run-fingerprint';
import { serviceTimeoutSeconds } from './private/wait-timeout';
import { addWarnings } from './private/warnings';
import type { Report } from './reports/report';
import type { Wait } from './waits/wait';

/** Properties of a `BatchJob`. */
export interface BatchJobProps {
  /** What the job does to each object. */
  readonly operation: Operation;

  /** Which objects it works on. */
  readonly manifest: Manifest;

  /**
   * What it reports about its tasks.
   *
   * @default CompletionReport.disabled()
   */
  readonly report?: Report;

  /**
   * Which of an account's jobs in a Region S3 runs first: 0 to 2147483647, the higher the sooner. Changed on a live job.
   *
   * @default 10
   */
  readonly priority?: number;

  /**
   * What the job is called in the console: 1 to 256 characters.
   *
   * @default - the construct's path, cut to 256 characters
   */
  readonly description?: string;

  /**
   * Whether the job stops before its first task until somebody confirms it. S3 fails a job unconfirmed for 30 days.
   *
   * @default false
   */
  readonly confirmationRequired?: boolean;

  /**
   * Changed, it makes the next deployment run the same job again.
   *
   * @default - only a changed operation or manifest starts another run
   */
  readonly runId?: string;

  /**
   * What a deployment waits for.
   *
   * @default WaitFor.started()
   */
  readonly waitFor?: Wait;
}

/**
 * An S3 Batch Operations job, created by the deployment.
 *
 * Another operation or manifest is another run: the deployment creates a new job. A job that is removed while it runs is
 * cancelled; what it has done to objects stays done.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops.html
 */
export class BatchJob extends Resource implements ITaggableV2 {
  /** What S3 runs the job as. */
  public readonly role: iam.IRole;

  /** The job's tags, as `Tags.of` changes them: 46 at most, the stack's own included. */
  public readonly cdkTagManager = new TagManager(TagType.KEY_VALUE, 'Custom::S3BatchJob');

  private readonly bound: BoundJob;
  private readonly resource: CfnResource;

  constructor(scope: Construct, id: string, props: BatchJobProps) {
    super(scope, id);
    refuse(this, kindProblems(props));
    this.bound = bindJob(props, new Date());
    refuse(this, [...optionProblems(props), ...this.bound.problems]);
    addWarnings(this, [...this.bound.warnings, ...functionAccountWarnings(this, this.bound.permissions)]);

    this.role = createJobRole(this);
    const handler = BatchJobHandler.getOrCreate(this);
    grantPermissions(this.role, this.bound.permissions);
    const handlerPolicies = grantToHandler(this, handler.role, this.bound.manifest.handlerPermissions);
    this.resource = new CfnResource(this, 'Resource', {
      type: 'Custom::S3BatchJob',
      properties: {
        ServiceToken: handler.serviceToken,
        ServiceTimeout: serviceTimeoutSeconds(this.bound.wait.spec),
        ...this.jobProperties(props),
      },
    });
    // whatever a job needs has to be there before it, and to stay until it is gone
    const buckets = [...this.bound.manifest.selection, ...this.bound.permissions.filter(isOnBucket)].map(({ bucket }) => bucket);
    this.resource.node.addDependency(handler, this.role, ...handlerPolicies, bucketResources(Stack.of(this), buckets));
    this.node.addValidation({ validate: () => jobTagProblems(jobTags(this)) });
  }

  /** The job's id. */
  public get jobId(): string {
    return this.attribute('JobId');
  }

  /** The job's ARN. */
  public get jobArn(): string {
    return this.attribute('JobArn');
  }

  /** The job's status when the deployment stopped waiting, such as `Active` or `Complete`. */
  public get jobStatus(): string {
    return this.attribute('JobStatus');
  }

  /** How many objects the manifest named. Only with `WaitFor.completed()`; otherwise it throws. */
  public get totalNumberOfTasks(): string {
    return this.countAttribute('TotalNumberOfTasks', 'totalNumberOfTasks');
  }

  /** How many objects the operation had succeeded for when the deployment stopped waiting. Only with `WaitFor.completed()`; otherwise it throws. */
  public get numberOfTasksSucceeded(): string {
    return this.countAttribute('NumberOfTasksSucceeded', 'numberOfTasksSucceeded');
  }

  /** How many objects the operation had failed for when the deployment stopped waiting. Only with `WaitFor.completed()`; otherwise it throws. */
  public get numberOfTasksFailed(): string {
    return this.countAttribute('NumberOfTasksFailed', 'numberOfTasksFailed');
  }

  /** Key of the completion report's manifest.json in the report's bucket. Only with a report; otherwise it throws. */
  public get reportManifestKey(): string {
    const { destination } = this.bound.report;
    if (destination === undefined) {
      refuse(this, ['`reportManifestKey` needs a report; pass one as `report`, as in CompletionReport.allTasks(bucket)']);
    }
    if (destination?.prefix?.endsWith('/')) {
      refuse(this, ['`reportManifestKey` isn\'t known for a `report.prefix` that ends in `/`, after which S3 may put another; '
        + `drop the slash, got: ${JSON.stringify(destination.prefix)}`]);
    }
    return this.attribute('ReportManifestKey');
  }

  private countAttribute(name: keyof JobAttributes, property: string): string {
    if (this.bound.wait.spec.until !== 'completed') {
      refuse(this, [`\`${property}\` is known only once the job has ended; pass WaitFor.completed() as \`waitFor\``]);
    }
    return this.attribute(name);
  }

  private attribute(name: keyof JobAttributes): string {
    return this.resource.getAtt(name).toString();
  }

  private jobProperties(props: BatchJobProps): { readonly [property in keyof JobProperties]: unknown } {
    const request = this.request(props);
    const { text, values } = requestText(request);
    return {
      Request: text,
      Values: values.length > 0 ? values : undefined,
      RunId: props.runId,
      WaitFor: JSON.stringify(this.bound.wait.spec),
      Tags: Lazy.any({ produce: () => jobTags(this) }, { omitEmptyArray: true }),
      RunFingerprint: runFingerprint(request, props.runId),
    };
  }

  private request(props: BatchJobProps): JobRequest {
    return {
      Operation: this.bound.operation.request,
      Report: this.bound.report.request,
      Priority: props.priority ?? 10,
      RoleArn: this.role.roleArn,
      ConfirmationRequired: props.confirmationRequired ?? false,
      Description: props.description ?? this.node.path.slice(0, DESCRIPTION_LENGTH),
      ...this.bound.manifest.request,
    };
  }
}
