import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId, PhysicalResourceIdReference } from 'aws-cdk-lib/custom-resources';
import { allowJob, createJobRequest, newJobRole, newSharedRole, newSites, type Deployment } from './deployment';

/** One call at creation, one at deletion, and no waiting: a job that fails is a successful deployment. */
export const withAwsCustomResource: Deployment = (stack, size) => {
  const logGroup = new logs.LogGroup(stack, 'Log', { retention: logs.RetentionDays.ONE_MONTH });
  const shared = newSharedRole(stack, size);
  newSites(stack, size).forEach((site, index) => {
    const role = shared ?? newJobRole(stack, `Role${index}`);
    allowJob(role, site);
    const parameters = { ...createJobRequest(stack, role, index, site), ClientRequestToken: `${stack.stackName}-${index}` };
    const job = new AwsCustomResource(stack, `Job${index}`, {
      resourceType: 'Custom::S3BatchJob',
      onCreate: { service: 'S3Control', action: 'createJob', parameters, physicalResourceId: PhysicalResourceId.fromResponse('JobId') },
      onDelete: {
        service: 'S3Control',
        action: 'updateJobStatus',
        parameters: { AccountId: stack.account, JobId: new PhysicalResourceIdReference(), RequestedJobStatus: 'Cancelled' },
        ignoreErrorCodesMatching: 'JobStatusException|NotFoundException',
      },
      policy: AwsCustomResourcePolicy.fromStatements([
        new iam.PolicyStatement({ actions: ['s3:CreateJob'], resources: ['*'] }),
        new iam.PolicyStatement({ actions: ['s3:UpdateJobStatus'], resources: [stack.formatArn({ service: 's3', resource: 'job', resourceName: '*' })] }),
        new iam.PolicyStatement({ actions: ['iam:PassRole'], resources: [role.roleArn] }),
      ]),
      logGroup,
      // the bundled client is the one that knows the operation
      installLatestAwsSdk: false,
    });
    job.node.addDependency(role);
  });
};
