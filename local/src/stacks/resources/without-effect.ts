/**
 * Custom resources of the CDK's own constructs that make nothing which is played here, so that only their names are recorded,
 * as those of AWS's types are: log groups, notifications of buckets, networks, DNS, clusters, and values of other Regions.
 */
export const WITHOUT_EFFECT: readonly string[] = [
  'Custom::AWSCDKOpenIdConnectProvider',
  'Custom::CloudwatchLogResourcePolicy',
  'Custom::CrossAccountZoneDelegation',
  'Custom::CrossRegionExportReader',
  'Custom::CrossRegionExportWriter',
  'Custom::CrossRegionStringParameterReader',
  'Custom::DeleteExistingRecordSet',
  'Custom::DescribeCognitoUserPoolClient',
  'Custom::DynamoDBReplica',
  'Custom::ECRAutoDeleteImages',
  'Custom::ElasticsearchAccessPolicy',
  'Custom::GluePartitionIndex',
  'Custom::LogRetention',
  'Custom::OpenSearchAccessPolicy',
  'Custom::S3BucketNotifications',
  'Custom::SyntheticsAutoDeleteUnderlyingResources',
  'Custom::UserPoolCloudFrontDomainName',
  'Custom::VpcRestrictDefaultSG',
];

/** What the types of the CDK's clusters begin with. */
const CLUSTERS = 'Custom::AWSCDK-EKS-';

/** Whether a custom resource is one whose handler isn't asked here. */
export function isWithoutEffect(type: string): boolean {
  return WITHOUT_EFFECT.includes(type) || type.startsWith(CLUSTERS);
}
