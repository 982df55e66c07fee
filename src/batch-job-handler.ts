import * as path from 'node:path';
import { Duration, PhysicalName, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { handlerStatements, passRole } from './private/handler-statements';
import { isJobRole } from './private/job-role';
import { FUNCTION_TIMEOUT_SECONDS } from './private/limits';

/** Part of the function's logical id, which a deployed stack can't change: the jobs name the function as their ServiceToken. */
const ID = 'S3BatchJobHandler';

const DESCRIPTION = 'Creates, watches and cancels the S3 Batch Operations jobs of a stack';

/** The function that creates, watches and cancels the jobs of a stack, with its role and its log group. */
export class BatchJobHandler extends Construct {
  /** The handler of the stack that `scope` is in. */
  public static getOrCreate(scope: Construct): BatchJobHandler {
    const stack = Stack.of(scope);
    return stack.node.tryFindChild(ID) as BatchJobHandler | undefined ?? new BatchJobHandler(stack);
  }

  /** What the custom resources of the jobs name as their ServiceToken. */
  public readonly serviceToken: string;

  /** What it runs as. */
  public readonly role: iam.IRole;

  private readonly passed = new Set<string>();

  private constructor(stack: Stack) {
    super(stack, ID);
    const logGroup = new logs.LogGroup(this, 'LogGroup', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: DESCRIPTION,
      // a name only where the policy of another account's bucket has to name it
      roleName: PhysicalName.GENERATE_IF_NEEDED,
    });
    handlerStatements(stack, logGroup).forEach((statement) => this.role.addToPrincipalPolicy(statement));
    const handler = new lambda.Function(this, 'Function', {
      description: DESCRIPTION,
      code: lambda.Code.fromAsset(path.join(__dirname, '..', 'assets', 'handler')),
      handler: 'index.handler',
      runtime: lambda.determineLatestNodeRuntime(this),
      role: this.role,
      logGroup,
      timeout: Duration.seconds(FUNCTION_TIMEOUT_SECONDS),
      memorySize: 256,
      // an hour: no later does CloudFormation listen; and no destination for what fails, which would store ResponseURL
      maxEventAge: Duration.hours(1),
      retryAttempts: 2,
    });
    this.serviceToken = handler.functionArn;
  }

  /**
   * Lets the handler create jobs that run as `role`. It may use every role that jobs of its stack make for themselves.
   *
   * @internal
   */
  public _letPass(role: iam.IRole): void {
    if (isJobRole(role) || this.passed.has(role.roleArn)) {
      return;
    }
    this.passed.add(role.roleArn);
    this.role.addToPrincipalPolicy(passRole(role.roleArn));
  }
}
