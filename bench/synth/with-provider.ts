import { CustomResource, Duration, type Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { allowJob, createJobRequest, newJobRole, newSharedRole, newSites, type Deployment } from './deployment';

/** What a careful user writes for the framework; from the folder that npm runs in. */
const HANDLER = 'bench/synth/provider-handler';

/** How often the framework asks the user's function whether a job has ended. */
export const QUERY_INTERVAL = Duration.seconds(30);

/** The framework waits, by a state machine: two functions of the user's, each with a log of its own that ends, and three of the framework's. */
export const withProvider: Deployment = (stack, size) => {
  const [onEventHandler, isCompleteHandler] = [newHandler(stack, 'OnEvent'), newHandler(stack, 'IsComplete')];
  const provider = new Provider(stack, 'Provider', {
    onEventHandler,
    isCompleteHandler,
    queryInterval: QUERY_INTERVAL,
    totalTimeout: Duration.minutes(30),
    logGroup: newLog(stack, 'ProviderLog'),
  });
  allowHandlers(stack, onEventHandler, isCompleteHandler);
  const shared = newSharedRole(stack, size);
  newSites(stack, size).forEach((site, index) => {
    const role = shared ?? newJobRole(stack, `Role${index}`);
    allowJob(role, site);
    role.grantPassRole(onEventHandler.role!);
    const job = new CustomResource(stack, `Job${index}`, {
      serviceToken: provider.serviceToken,
      resourceType: 'Custom::S3BatchJob',
      properties: { Request: stack.toJsonString(createJobRequest(stack, role, index, site)) },
    });
    // a job that is created before its role may do anything fails
    job.node.addDependency(role);
  });
};

function newHandler(stack: Stack, id: 'OnEvent' | 'IsComplete'): lambda.Function {
  return new lambda.Function(stack, id, {
    code: lambda.Code.fromAsset(HANDLER),
    handler: `index.${id === 'OnEvent' ? 'onEvent' : 'isComplete'}`,
    runtime: lambda.Runtime.NODEJS_22_X,
    timeout: Duration.minutes(1),
    logGroup: newLog(stack, `${id}Log`),
  });
}

function newLog(stack: Stack, id: string): logs.LogGroup {
  return new logs.LogGroup(stack, id, { retention: logs.RetentionDays.ONE_MONTH });
}

/** No more than the handler asks for. */
function allowHandlers(stack: Stack, onEvent: lambda.Function, isComplete: lambda.Function): void {
  const ofJobs = stack.formatArn({ service: 's3', resource: 'job', resourceName: '*' });
  onEvent.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:CreateJob'], resources: ['*'] }));
  onEvent.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:UpdateJobStatus'], resources: [ofJobs] }));
  isComplete.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:DescribeJob'], resources: [ofJobs] }));
}
