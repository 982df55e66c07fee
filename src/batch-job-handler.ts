import * as path from 'node:path';
import { Duration, PhysicalName, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { Construct, type IDependable } from 'constructs';
import type { BatchJobHandlerOptions } from './batch-job-handler-options';
import { createHandlerLog, useKeyThroughLogs } from './private/handler/handler-log';
import { handlerOptionProblems, saysSomething } from './private/handler/handler-options';
import { HandlerPolicies } from './private/handler/handler-policies';
import { handlerStatements, invokeItself, manageNetworkInterfaces, passRole } from './private/handler/handler-statements';
import { FUNCTION_TIMEOUT_SECONDS } from './private/limits';
import { refuse } from './private/problems';
import { grantToHandler } from './private/role/grants';
import { circleProblems } from './private/role/job-circles';
import { isJobRole, isPrecreated } from './private/role/job-role';
import { policyProblems } from './private/role/policy-limits';
import { besides } from './private/waits';

/** Part of the function's logical id, which a deployed stack can't change: the jobs name the function as their ServiceToken. */
const ID = 'S3BatchJobHandler';

const DESCRIPTION = 'Creates, watches and cancels the S3 Batch Operations jobs of a stack';

const ALREADY_MADE = '`options` can\'t be given any more: the handler is there, made by a BatchJob of the stack or by an earlier call; '
  + 'call BatchJobHandler.getOrCreate with them once, before the stack\'s first BatchJob';

/**
 * The function that creates, watches and cancels the jobs of a stack, with its role and its log group. A stack has one, which
 * its first job makes, unless `getOrCreate` did so before.
 */
export class BatchJobHandler extends Construct {
  /**
   * The handler of the stack that `scope` is in, made if it isn't there yet.
   *
   * Options are for the making: they are refused once the handler is there, so that none is ignored.
   */
  public static getOrCreate(scope: Construct, options: BatchJobHandlerOptions = {}): BatchJobHandler {
    const stack = Stack.of(scope);
    const existing = stack.node.tryFindChild(ID) as BatchJobHandler | undefined;
    if (existing === undefined) {
      return new BatchJobHandler(stack, options ?? {});
    }
    // not by its class: another copy of this library in the app has a class of its own
    refuse(scope, typeof (existing as Partial<BatchJobHandler>)._letPass === 'function' ? [] : [
      `the stack must have no construct of its own by the id ${ID}, which is for the jobs' handler; give ${existing.node.path} another id`,
    ]);
    refuse(existing, saysSomething(options ?? {}) ? [ALREADY_MADE] : []);
    return existing;
  }

  /** The function. It has no name of its own: under another name it would be another function, and every job would have to be replaced. */
  public readonly handlerFunction: lambda.IFunction;

  /** What the function runs as. */
  public readonly role: iam.IRole;

  /** Where the function logs to. */
  public readonly logGroup: logs.ILogGroup;

  /** What the custom resources of the jobs name as their ServiceToken: the function's ARN. */
  public readonly serviceToken: string;

  /** By their ARNs. */
  private readonly jobRoles = new Map<string, iam.IRole>();
  /** The last of the handler to be made; undefined where the role has its permission already. */
  private readonly selfInvocation?: iam.Policy;

  private constructor(stack: Stack, options: BatchJobHandlerOptions) {
    super(stack, ID);
    refuse(this, handlerOptionProblems(options));
    const { vpc, vpcSubnets, securityGroups, logEncryptionKey } = options;
    this.logGroup = createHandlerLog(this, options);
    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: DESCRIPTION,
      // a name only where the policy of another account's bucket has to name it
      roleName: PhysicalName.GENERATE_IF_NEEDED,
    });
    const statements = [
      ...handlerStatements(stack, this.logGroup),
      ...(vpc === undefined ? [] : [manageNetworkInterfaces()]),
      ...(logEncryptionKey === undefined ? [] : useKeyThroughLogs(stack, logEncryptionKey)),
    ];
    statements.forEach((statement) => this.role.addToPrincipalPolicy(statement));
    this.handlerFunction = new lambda.Function(this, 'Function', {
      description: DESCRIPTION,
      code: lambda.Code.fromAsset(path.join(__dirname, '..', 'assets', 'handler')),
      handler: 'index.handler',
      runtime: lambda.determineLatestNodeRuntime(this),
      role: this.role,
      logGroup: this.logGroup,
      vpc,
      vpcSubnets,
      securityGroups,
      timeout: Duration.seconds(FUNCTION_TIMEOUT_SECONDS),
      memorySize: 256,
      // an hour: no later does CloudFormation listen; and no destination for what fails, which would store ResponseURL
      maxEventAge: Duration.hours(1),
      retryAttempts: 2,
    });
    this.serviceToken = this.handlerFunction.functionArn;
    this.selfInvocation = this.letInvokeItself();
    this.node.addValidation({ validate: () => [...policyProblems([...this.jobRoles.values()], this.role), ...circleProblems(stack)] });
  }

  /**
   * Lets the handler create a job that runs as `role`. It may use every role that jobs of its stack make for themselves.
   * @returns what the job has to wait for besides the handler
   *
   * @internal
   */
  public _letPass(role: iam.IRole, job: Construct): IDependable[] {
    this.jobRoles.set(role.roleArn, role);
    return isJobRole(role, this) ? [] : grantToHandler(job, this.role, [{ statement: passRole(role.roleArn) }]);
  }

  /**
   * What a job waits for to have all of the handler, in as few resources as say so, because each job names them.
   * @param policies what allows the handler something for the job's sake
   *
   * @internal
   */
  public _awaited(policies: readonly IDependable[]): readonly IDependable[] {
    if (this.selfInvocation === undefined) {
      return [this.handlerFunction, ...policies];
    }
    if (policies.length === 0) {
      return [this.selfInvocation];
    }
    HandlerPolicies.of(this, this.role).node.addDependency(this.selfInvocation);
    return policies;
  }

  private letInvokeItself(): iam.Policy | undefined {
    const statement = invokeItself(this.serviceToken);
    if (isPrecreated(this.role)) {
      this.role.addToPrincipalPolicy(statement);
      return undefined;
    }
    const policy = new iam.Policy(this, 'SelfInvocation', { roles: [this.role], statements: [statement] });
    // the function itself waits for its role and its log
    policy.node.addDependency(besides([this.serviceToken], Stack.of(this), [this.handlerFunction]));
    return policy;
  }
}
