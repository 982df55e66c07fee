import { type AdviceTable, always, saying } from './advice-table';
import { DROP_HEADER } from './header-advice';
import { LOCAL_ENGINE_ADVICE } from './unplayed-advice';

const READ = 'the bucket\'s name and the key, and that the role may read it: see the denied calls below';

/** What it means that a job fails as a whole; of other codes, which are those of a call that it made, `S3_ADVICE` tells. */
export const JOB_ADVICE: AdviceTable = {
  InvalidManifestContent: [
    saying(/no keys matching/i, 'No object of the bucket matches the manifest\'s filter, or none is there.', 'Widen the filter, fill the bucket (--objects in a local run), or let that be a success with `onNoObjects`.'),
    saying(/more than one bucket: bucket,/i, 'The manifest begins with a header row, which S3 takes for an object.', DROP_HEADER),
    saying(/more than one bucket/, 'The manifest names objects of several buckets.', 'Make a manifest, and a job, for each bucket.'),
    saying(/URL-encoded/, 'A key of the manifest isn\'t URL-encoded.', 'Encode every key, as encodeURIComponent does.'),
    saying(/byte order mark|UTF-8/, 'The manifest isn\'t plain UTF-8.', 'Write it as UTF-8 without a byte order mark.'),
    saying(/no rows/, 'The manifest is empty.', 'Write a row for each object.'),
    saying(/encrypted with/, 'The manifest is encrypted in a way that S3 doesn\'t take of a CSV manifest.', 'Write it under SSE-S3.'),
    saying(/inventory|manifest\.json/i, 'The inventory can\'t be used.', 'Name the manifest.json of a whole inventory in CSV, with its data files beside it.'),
    always('The manifest isn\'t what the job says that it is.', 'See what the message says of its line, and that `columns` names the columns in their order.'),
  ],
  AccessDenied: [
    saying(/could not be assumed/, 'There is no such role, or none that S3 can assume.', 'Let the role trust batchoperations.s3.amazonaws.com, or give the job no `role`: it gets one of its own.'),
    saying(/Reading the manifest is forbidden/, 'The job\'s role may not read the manifest, or it isn\'t there.', `Check ${READ}.`),
    saying(/Failed to write manifest/, 'The job\'s role may not write the generated manifest.', 'Allow it s3:PutObject where the manifest is to be, and the key\'s use: see the denied calls below.'),
    saying(/preparing manifest/, 'The job\'s role may not have the bucket listed.', 'Allow it s3:PutInventoryConfiguration on the bucket: BatchJob does so for the bucket that it generates from.'),
    saying(/Object Lock could not be confirmed/, 'The job\'s role may not see whether the bucket has Object Lock.', 'Allow it s3:GetBucketObjectLockConfiguration on the bucket: see the denied calls below.'),
    always('The job\'s role may not do what the job takes.', 'Allow it: see the denied calls below.'),
  ],
  InvalidRole: [always('There is no such role, or none that S3 can assume.', 'Let the role trust batchoperations.s3.amazonaws.com, or give the job no `role`: it gets one of its own.')],
  NoSuchKey: [
    saying(/Reading the manifest/, 'There is no manifest under that key.', 'Correct the key; in a local run the manifest comes with --objects, or with a stack.'),
    always('Something that the job needs isn\'t there.', 'See what the message names.'),
  ],
  NoSuchBucket: [
    saying(/Reading the manifest/, 'There is no bucket with the manifest.', 'Correct the bucket\'s name; in a local run make and fill it with --objects.'),
    saying(/preparing manifest: Failed/, 'There is no bucket for the generated manifest.', 'Correct its name; in a local run make it with --bucket.'),
    saying(/preparing manifest/, 'There is no bucket to generate the manifest from.', 'Correct its name; in a local run make and fill it with --objects.'),
    always('There is no such bucket.', 'Correct its name; in a local run make it with --bucket or --objects.'),
  ],
  ReportDeliveryFailed: [always('The job\'s role couldn\'t write the report.', 'See that the report\'s bucket is there and has no default retention, and that the role may write to it: see the denied calls below.')],
  FailureThresholdExceeded: [always('More than half of a thousand or more tasks failed, at which S3 gives a job up.', 'See what the first tasks failed of.')],
  ConfirmationTimeout: [always('Nobody confirmed the job within 30 days.', 'Confirm it, with --confirm in a local run, or set `confirmationRequired: false`.')],
  LocalEngineError: LOCAL_ENGINE_ADVICE,
};
