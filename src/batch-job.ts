import { ArnFormat, Lazy, RemovalPolicy, Resource, Stack, TagManager, TagType, type IResource, type ITaggableV2 } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { BatchJobGrants } from './batch-job-grants';
import { BatchJobHandler } from './batch-job-handler';
import type { BatchJobProps } from './batch-job-props';
import { accountWarnings, keyWarnings } from './private/accounts';
import { bindJob, kindProblems, type BoundJob } from './private/bound-job';
import { bucketReachProblems } from './private/bucket/bucket-reach';
import { bucketResources } from './private/bucket/bucket-resources';
import type { JobAttributes } from './private/contract';
import { jobIdProblems, optionProblems, removalProblems } from './private/job-options';
import { jobProperties, jobRequestText } from './private/job-properties';
import { JOB_TYPE, JobResource } from './private/job-resource';
import { jobTagProblems, jobTags } from './private/job-tags';
import { refuse } from './private/problems';
import { retain } from './private/retention';
import { givenRoleProblems, rolePathWarnings, warnOfTrust } from './private/role/given-role';
import { grantPermissions, grantToHandler, statementOf } from './private/role/grants';
import { createJobRole } from './private/role/job-role';
import { isOnBucket, isOnFunction } from './private/role/permission';
import { serviceTimeoutSeconds } from './private/wait-timeout';
import { countCompleted } from './private/waiting-jobs';
import { besides } from './private/waits';
import { addWarnings, roleMayGo, roleNotUpdated } from './private/warnings';

/** An S3 Batch Operations job, of this app or not. */
export interface IBatchJob extends IResource {
  /**
   * The job's id, a UUID.
   *
   * @attribute
   */
  readonly jobId: string;

  /**
   * The job's ARN.
   *
   * @attribute
   */
  readonly jobArn: string;

  /** Lets others look at the job or change it. */
  readonly grants: BatchJobGrants;
}

/**
 * An S3 Batch Operations job, created by the deployment.
 *
 * Another operation or manifest is another run: the deployment creates a new job. A job that is removed while it runs is
 * cancelled; what it has done to objects stays done.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops.html
 */
export class BatchJob extends Resource implements IBatchJob, ITaggableV2 {
  /** A job that exists already, in the stack's account and Region. S3 forgets a job 90 days after its end. */
  public static fromJobId(scope: Construct, id: string, jobId: string): IBatchJob {
    class Import extends Resource implements IBatchJob {
      public readonly jobId = jobId;
      public readonly jobArn = Stack.of(this).formatArn({ service: 's3', resource: 'job', resourceName: jobId, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
      public readonly grants = BatchJobGrants.fromJob(this);
    }
    const job = new Import(scope, id);
    refuse(job, jobIdProblems(jobId));
    return job;
  }

  /** What S3 runs the job as. */
  public readonly role: iam.IRole;

  /** The job's tags, as `Tags.of` changes them: 46 at most, the stack's own included. */
  public readonly cdkTagManager = new TagManager(TagType.KEY_VALUE, JOB_TYPE);

  /** Lets others look at the job or change it. */
  public readonly grants = BatchJobGrants.fromJob(this);

  private readonly bound: BoundJob;
  private readonly resource: JobResource;
  private readonly ownRole?: iam.IRole;

  constructor(scope: Construct, id: string, props: BatchJobProps) {
    super(scope, id);
    refuse(this, kindProblems(props));
    this.bound = bindJob(props, { scope: this, now: new Date() });
    refuse(this, [...optionProblems(props), ...givenRoleProblems(props.role, this), ...this.bound.problems]);
    const buckets = [...this.bound.manifest.selection.objects, ...this.bound.permissions.filter(isOnBucket)].map(({ bucket }) => bucket);
    refuse(this, bucketReachProblems(this, props.role, buckets));
    addWarnings(this, [...this.bound.warnings, ...(props.waitFor?.name === 'completed' ? countCompleted(this) : [])]);

    this.ownRole = props.role === undefined ? createJobRole(this) : undefined;
    this.role = props.role ?? this.ownRole!;
    const handler = BatchJobHandler.getOrCreate(this);
    const passing = handler._letPass(this.role, this);
    this.grant(this.role);
    const { handlerPermissions } = this.bound.manifest;
    const handlerPolicies = grantToHandler(this, handler.role, handlerPermissions);
    addWarnings(this, [...accountWarnings(this, handlerPermissions, handler.role), ...keyWarnings(handlerPermissions, handler.role, Stack.of(this))]);
    const request = jobRequestText(this, this.role.roleArn, props, this.bound);
    this.resource = new JobResource(this, 'Resource', {
      type: JOB_TYPE,
      properties: {
        ServiceToken: handler.serviceToken,
        ServiceTimeout: serviceTimeoutSeconds(this.bound.wait.spec),
        ...jobProperties(this, request, props, this.bound),
        Tags: Lazy.any({ produce: () => jobTags(this) }, { omitEmptyArray: true }),
      },
    });
    // whatever a job needs has to be there before it, and to stay until it is gone
    const awaited = [...handler._awaited([...passing, ...handlerPolicies]), this.role, bucketResources(Stack.of(this), buckets)];
    this.resource.node.addDependency(besides([handler.serviceToken, ...request.values], Stack.of(this), awaited));
    if (props.removalPolicy !== undefined) {
      this.applyRemovalPolicy(props.removalPolicy);
    }
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

  /** Key of the completion report's manifest.json in the report's bucket. Only with a report whose prefix doesn't end in `/`; otherwise it throws. */
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

  /** What the job's role has to be allowed: what a role of the app's gets, and any other has to be given. */
  public get requiredStatements(): iam.PolicyStatement[] {
    return this.bound.permissions.map((permission) => statementOf(permission, Stack.of(this.role)));
  }

  /**
   * What happens to the job when it is taken out of the stack: DESTROY cancels one that is still running; RETAIN leaves it
   * running, with its role and the role's policies. Other policies are refused.
   */
  public applyRemovalPolicy(policy: RemovalPolicy): void {
    refuse(this, removalProblems(policy));
    if (policy === RemovalPolicy.DESTROY) {
      this.resource.applyRemovalPolicy(policy);
      return;
    }
    retain(this.resource, this.ownRole);
    if (this.ownRole === undefined) {
      addWarnings(this, [roleMayGo(this.role.node.path)]);
    }
  }

  /**
   * Whether a principal is of the function that the job invokes, which the job waits for with all that the function may do.
   *
   * @internal
   */
  public _invokesAs(principal: iam.IPrincipal): boolean {
    return this.bound.permissions.filter(isOnFunction)
      .some(({ invoked }) => invoked.node.defaultChild !== undefined && invoked.grantPrincipal === principal);
  }

  private grant(role: iam.IRole): void {
    const { permissions } = this.bound;
    const isTaken = grantPermissions(role, permissions);
    addWarnings(this, isTaken ? keyWarnings(permissions, role, Stack.of(role)) : [roleNotUpdated(role.node.path)]);
    if (this.ownRole === undefined) {
      addWarnings(this, isTaken ? rolePathWarnings(role) : []);
      warnOfTrust(this, role);
    }
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
}
