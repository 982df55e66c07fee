import { accountId, bucketArn, tagSet } from './common-shapes';
import { manifest, manifestGenerator } from './manifest-shapes';
import { operation } from './operation-shapes';
import { boolean, integer, oneOf, string, structure } from './shape';

/**
 * The body of CreateJob, as the public service model has it (botocore 1.43.107, `s3control/2018-08-20`), less the account,
 * which travels in a header. Element names and list items are those that the AWS SDK sends.
 */
export const createJobRequest = structure({
  'ConfirmationRequired': boolean,
  'Operation*': operation,
  'Report*': structure({
    'Bucket': bucketArn,
    'Format': oneOf('Report_CSV_20180820'),
    'Enabled*': boolean,
    'Prefix': string(1, 512),
    'ReportScope': oneOf('AllTasks', 'FailedTasksOnly'),
    'ExpectedBucketOwner': accountId,
  }),
  'ClientRequestToken*': string(1, 64),
  'Manifest': manifest,
  'Description': string(1, 256),
  'Priority*': integer(0),
  'RoleArn*': string(1, 2048, 'arn:[^:]+:iam::\\d{12}:role/.*'),
  'Tags': tagSet,
  'ManifestGenerator': manifestGenerator,
});

/** The body of PutJobTagging, of the same model. */
export const putJobTaggingRequest = structure({ 'Tags*': tagSet });
