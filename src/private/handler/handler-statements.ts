import { ArnFormat, type Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { jobRolesArn } from '../role/job-role';

/**
 * What the handler of a stack may do. Which actions take a job's ARN, and which take none:
 * Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3".
 */
export function handlerStatements(stack: Stack, logGroup: logs.ILogGroup): iam.PolicyStatement[] {
  const jobs = stack.formatArn({ service: 's3', resource: 'job', resourceName: '*', arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  return [
    allow(['s3:CreateJob', 's3:ListJobs'], '*'),
    allow(['s3:DescribeJob', 's3:UpdateJobStatus', 's3:UpdateJobPriority', 's3:GetJobTagging', 's3:PutJobTagging'], jobs),
    passRole(jobRolesArn(stack)),
    allow(['cloudformation:DescribeStacks'], stack.stackId),
    // without logs:CreateLogGroup: a late invocation would bring back the log group of a deleted stack
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn),
  ];
}

/** Without iam:PassedToService: CreateJob is reported not to send that key, and the condition then never holds. */
export function passRole(roleArn: string): iam.PolicyStatement {
  return allow(['iam:PassRole'], roleArn);
}

/** For waits that outlast an invocation. In a policy of its own: the function waits for what its role has from the start. */
export function invokeItself(functionArn: string): iam.PolicyStatement {
  return allow(['lambda:InvokeFunction'], functionArn);
}

/**
 * For a function in a VPC. CDK's way is a policy of AWS's that also allows all logs of the account, log groups to be made included.
 * Lambda developer guide, "Giving Lambda functions access to resources in an Amazon VPC".
 */
export function manageNetworkInterfaces(): iam.PolicyStatement {
  const actions = [
    'ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:DeleteNetworkInterface',
    'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses',
  ];
  return allow(actions, '*');
}

function allow(actions: string[], resource: string): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions, resources: [resource] });
}
