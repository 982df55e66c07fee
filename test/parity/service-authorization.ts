/** What actions can be limited to. */
export type ResourceType = 'bucket' | 'object' | 'job' | 'key' | 'function' | 'function version or alias' | 'role' | 'stack' | 'log-group' | 'log-stream'
  | 'network-interface' | 'subnet';

/**
 * The actions that the constructs grant or the engine asks for, and the types of resource that each can be limited to; none:
 * only `*` allows it. Service Authorization Reference, "Actions, resources, and condition keys" of Amazon S3, S3 Express, KMS,
 * Lambda, IAM, CloudFormation, CloudWatch Logs and EC2; for annotations: API reference, GetObjectAnnotation, PutObjectAnnotation
 * and CopyObject, "Permissions".
 */
export const ACTIONS: { readonly [name: string]: readonly ResourceType[] } = {
  's3:AbortMultipartUpload': ['object'],
  's3:BypassGovernanceRetention': ['object'],
  's3:CreateJob': [],
  's3:DeleteJobTagging': ['job'],
  's3:DeleteObject': ['object'],
  's3:DeleteObjectTagging': ['object'],
  's3:DeleteObjectVersion': ['object'],
  's3:DeleteObjectVersionTagging': ['object'],
  's3:DescribeJob': ['job'],
  's3:GetBucketObjectLockConfiguration': ['bucket'],
  's3:GetBucketTagging': ['bucket'],
  's3:GetBucketVersioning': ['bucket'],
  's3:GetJobTagging': ['job'],
  's3:GetObject': ['object'],
  's3:GetObjectAcl': ['object'],
  's3:GetObjectAnnotation': ['object'],
  's3:GetObjectLegalHold': ['object'],
  's3:GetObjectRetention': ['object'],
  's3:GetObjectTagging': ['object'],
  's3:GetObjectVersion': ['object'],
  's3:GetObjectVersionAcl': ['object'],
  's3:GetObjectVersionAnnotation': ['object'],
  's3:GetObjectVersionForReplication': ['object'],
  's3:GetObjectVersionTagging': ['object'],
  's3:GetReplicationConfiguration': ['bucket'],
  's3:InitiateReplication': ['object'],
  's3:ListBucket': ['bucket'],
  's3:ListBucketVersions': ['bucket'],
  's3:ListJobs': [],
  's3:ObjectOwnerOverrideToBucketOwner': ['object'],
  's3:PutInventoryConfiguration': ['bucket'],
  's3:PutJobTagging': ['job'],
  's3:PutObject': ['object'],
  's3:PutObjectAcl': ['object'],
  's3:PutObjectAnnotation': ['object'],
  's3:PutObjectLegalHold': ['object'],
  's3:PutObjectRetention': ['object'],
  's3:PutObjectTagging': ['object'],
  's3:PutObjectVersionAcl': ['object'],
  's3:PutObjectVersionTagging': ['object'],
  's3:ReplicateObject': ['object'],
  's3:RestoreObject': ['object'],
  's3:UpdateJobPriority': ['job'],
  's3:UpdateJobStatus': ['job'],
  's3:UpdateObjectEncryption': ['object'],
  's3express:CreateSession': ['bucket'],
  'kms:Decrypt': ['key'],
  'kms:DescribeKey': ['key'],
  'kms:Encrypt': ['key'],
  'kms:GenerateDataKey': ['key'],
  'kms:ReEncryptFrom': ['key'],
  'kms:ReEncryptTo': ['key'],
  'lambda:GetFunction': ['function'],
  'lambda:InvokeFunction': ['function', 'function version or alias'],
  'iam:PassRole': ['role'],
  'cloudformation:DescribeStacks': ['stack'],
  'logs:CreateLogStream': ['log-group'],
  'logs:PutLogEvents': ['log-stream'],
  'ec2:AssignPrivateIpAddresses': ['network-interface'],
  'ec2:CreateNetworkInterface': ['network-interface', 'subnet'],
  'ec2:DeleteNetworkInterface': ['network-interface'],
  'ec2:DescribeNetworkInterfaces': [],
  'ec2:DescribeSubnets': [],
  'ec2:UnassignPrivateIpAddresses': ['network-interface'],
};

/** The actions that a policy's pattern stands for, as far as anybody here is concerned; an error where there is none. */
export function actionsMatching(pattern: string): string[] {
  const expression = new RegExp(`^${pattern.replace(/[*]/g, '[A-Za-z]*')}$`);
  const found = Object.keys(ACTIONS).filter((name) => expression.test(name));
  if (found.length === 0) throw new Error(`IAM knows no action ${pattern}`);
  return found;
}

/** Whether a policy can allow an action on what it names: an ARN of a type that the action has, or `*` where it has none. */
export function canBeOn(name: string, resource: string): boolean {
  const types = ACTIONS[name];
  return types.length === 0 ? resource === '*' : types.some((type) => ARNS[type].test(resource));
}

/** What an ARN may look like in a policy, for each type of resource: the same source, "Resource types". */
const ARNS: { readonly [type in ResourceType]: RegExp } = {
  'bucket': /^arn:aws:s3:::[^/*]+$/,
  'object': /^arn:aws:s3:::[^/*]+\/.+$/s,
  'job': /^arn:aws:s3:[^:]+:\d{12}:job\/.+$/,
  'key': /^arn:aws:kms:[^:]+:\d{12}:key\/.+$/,
  'function': /^arn:aws:lambda:[^:]+:\d{12}:function:[^:]+$/,
  'function version or alias': /^arn:aws:lambda:[^:]+:\d{12}:function:[^:]+:[^:]+$/,
  'role': /^arn:aws:iam::\d{12}:role\/.+$/,
  'stack': /^arn:aws:cloudformation:[^:]+:\d{12}:stack\/.+\/.+$/,
  'log-group': /^arn:aws:logs:[^:]+:\d{12}:log-group:[^:]+(:\*)?$/,
  'log-stream': /^arn:aws:logs:[^:]+:\d{12}:log-group:[^:]+:(log-stream:.+|\*)$/,
  'network-interface': /^arn:aws:ec2:.*:network-interface\/.+$/,
  'subnet': /^arn:aws:ec2:.*:subnet\/.+$/,
};
