import * as path from 'node:path';
import { CustomResource, Duration, type Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { allowJob, createJobRequest, newBuckets, newJobRole, type Deployment } from './deployment';

/** The framework waits, by a state machine: two functions of the user's, each with a log of its own that ends, and three of the framework's. */
export const withProvider: Deployment = (stack, { jobs, shareRole }) => {
  const buckets = newBuckets(stack);
  const [onEventHandler, isCompleteHandler] = [newHandler(stack, 'OnEvent', 'create'), newHandler(stack, 'IsComplete', 'watch')];
  const provider = new Provider(stack, 'Provider', {
    onEventHandler,
    isCompleteHandler,
    queryInterval: Duration.seconds(30),
    totalTimeout: Duration.minutes(30),
    logGroup: newLog(stack, 'ProviderLog'),
  });
  allowHandlers(stack, onEventHandler, isCompleteHandler);
  const shared = shareRole ? newJobRole(stack, 'Role') : undefined;
  for (let index = 0; index < jobs; index++) {
    const role = shared ?? newJobRole(stack, `Role${index}`);
    allowJob(role, buckets, index);
    role.grantPassRole(onEventHandler.role!);
    const job = new CustomResource(stack, `Job${index}`, {
      serviceToken: provider.serviceToken,
      resourceType: 'Custom::S3BatchJob',
      properties: { Request: stack.toJsonString(createJobRequest(stack, role, buckets, index)) },
    });
    // a job that is created before its role may do anything fails
    job.node.addDependency(role);
  }
};

function newHandler(stack: Stack, id: string, name: string): lambda.Function {
  return new lambda.Function(stack, id, {
    code: lambda.Code.fromAsset(path.join(__dirname, '..', 'assets', 'handler')),
    handler: `${name}.handler`,
    runtime: lambda.Runtime.NODEJS_22_X,
    timeout: Duration.minutes(1),
    logGroup: newLog(stack, `${id}Log`),
  });
}

function newLog(stack: Stack, id: string): logs.LogGroup {
  return new logs.LogGroup(stack, id, { retention: logs.RetentionDays.ONE_MONTH });
}

/** What the handler of this library is allowed, as far as these two make use of it. */
function allowHandlers(stack: Stack, onEvent: lambda.Function, isComplete: lambda.Function): void {
  const ofJobs = stack.formatArn({ service: 's3', resource: 'job', resourceName: '*' });
  onEvent.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:CreateJob', 's3:ListJobs'], resources: ['*'] }));
  onEvent.addToRolePolicy(new iam.PolicyStatement({
    actions: ['s3:DescribeJob', 's3:GetJobTagging', 's3:PutJobTagging', 's3:UpdateJobStatus', 's3:UpdateJobPriority'], resources: [ofJobs],
  }));
  isComplete.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:DescribeJob', 's3:UpdateJobStatus'], resources: [ofJobs] }));
}
