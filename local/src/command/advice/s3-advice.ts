import { type AdviceTable, always, saying } from './advice-table';
import { LOCAL_ENGINE_ADVICE, UNPLAYED } from './unplayed-advice';

const ALLOW = 'see the denied calls below for who needs which action on what';

/** What S3's errors mean to a job's tasks. S3 API reference, "Error responses" and each call's page. */
export const S3_ADVICE: AdviceTable = {
  'AccessDenied': [
    saying(/perform: s3:ListBucket on resource/, 'There is no such object, and who may not list the bucket isn\'t told so.', 'See that the manifest names objects that are there, with their keys URL-encoded in CSV.'),
    saying(/perform: lambda:InvokeFunction/, 'The job\'s role may not invoke the function.', 'Give the operation the function that the app makes, which BatchJob lets the role invoke, or allow the role lambda:InvokeFunction on that ARN.'),
    saying(/object lock/i, 'Object Lock protects the object.', 'Wait until its retention is over, lift its legal hold, or bypass governance mode with `bypassGovernanceRetention`.'),
    saying(/KMS key in the request must be owned/, 'The new KMS key is of another account than the bucket.', 'Name a key of the bucket\'s account.'),
    saying(/doesn't belong to the expected account/, 'The bucket is of another account than the request says.', 'Correct the account that goes with the bucket.'),
    always('The role\'s policies don\'t allow the call.', `Allow it: ${ALLOW}.`),
  ],
  'NoSuchBucket': [always('There is no such bucket.', 'Correct the bucket\'s name in the manifest or the job; in a local run make it with --bucket or --objects.')],
  'NoSuchKey': [always('There is no such object: it was deleted after the manifest was made, or its key isn\'t written as S3 wants it.', 'Make the manifest anew, and URL-encode the keys of a CSV manifest.')],
  'NoSuchVersion': [always('There is no such version of the object.', 'Make the manifest anew; its version ids must be those of S3.')],
  'MethodNotAllowed': [
    saying(/email/, 'Grantees can\'t be named by email addresses any more.', 'Name them by their canonical user ids.'),
    always('The version is a delete marker, which has nothing to work on.', 'Leave delete markers out of the manifest; an inventory says which rows are some (`IsDeleteMarker`).'),
  ],
  'InvalidObjectState': [
    saying(/Restore is not allowed/, 'The object isn\'t archived, and so can\'t be restored.', 'Select archived objects alone, with the filter\'s storage classes.'),
    always('The object is archived, and its bytes can\'t be read.', 'Restore it first, with a job of `initiateRestoreObject`, and run this one when that is done.'),
  ],
  'RestoreAlreadyInProgress': [always('The object is being restored already.', 'Nothing, unless it should be faster: that takes a faster tier and the same days.')],
  'InvalidRequest': [
    saying(/missing VersionId/, 'The manifest has a column of version ids, and leaves this one out.', 'Give every row its version id, or leave the column out.'),
    saying(/Server Side Encryption|SSE-C/, 'The object is encrypted with a customer\'s own key (SSE-C), which no job has.', 'Leave such objects out.'),
    saying(/larger than the maximum/, 'A job copies objects of up to 5 GB.', 'Leave larger objects out with the filter\'s size, or copy them with a function.'),
    saying(/to itself/, 'A copy onto the object itself must change something.', 'Give the copies another storage class, encryption or metadata, or another prefix.'),
    saying(/delete marker/, 'The version is a delete marker, which can\'t be copied.', 'Leave delete markers out of the manifest.'),
    saying(/Object Lock Configuration/, 'The bucket has no Object Lock.', 'Give it Object Lock (`objectLockEnabled: true`), or leave its objects out.'),
    saying(/Canned ACLs and Header Grants/, 'The job gives both a canned ACL and grants.', 'Give one of them.'),
    saying(/encryption/i, 'The object\'s encryption can\'t be changed in that way: only objects under SSE-S3 or SSE-KMS, and to SSE-KMS.', 'Leave the others out with the filter\'s encryption.'),
    saying(/checksum type/, 'That algorithm has no checksum of that type.', 'Choose another `checksumType`, or none.'),
    always('S3 doesn\'t do that to this object.', 'See what the message says, and leave such objects out.'),
  ],
  'InvalidArgument': [
    saying(/key|SSEC?-/i, 'The object\'s key or its encryption isn\'t one that S3 takes.', 'See what the message says, and correct the job\'s options.'),
    always('S3 doesn\'t take a value of the job\'s options for this object.', 'Correct the option that the message names.'),
  ],
  'InvalidStorageClass': [always('There is no such storage class.', 'Correct the storage class of the copies.')],
  'InvalidRedirectLocation': [always('The copies\' website redirect isn\'t one that S3 takes.', 'Begin it with /, http:// or https://, and keep it within 2 KB.')],
  'InvalidTag': [always('S3 doesn\'t take one of the tags.', 'Keep keys to 128 characters and values to 256, each key once, and none that begins with aws:.')],
  'BadRequest': [always('The object would have more than 10 tags.', 'Set 10 tags at most.')],
  'MalformedACLError': [always('S3 doesn\'t take the ACL.', 'See that each grant has a grantee and a permission, 100 grants at most.')],
  'AccessControlListNotSupported': [always('The bucket has no ACLs: its owner owns every object.', 'Leave ACLs away and use a bucket policy, or give the bucket another object ownership.')],
  'MalformedXML': [always('A restored copy of an archived object needs to know for how many days it stays.', 'Give the operation its `days`.')],
  'MetadataTooLarge': [always('The copies\' metadata are more than 2 KB.', 'Give fewer metadata, or keep them as tags.')],
  'KeyTooLongError': [always('A key with its prefix has more than 1024 bytes.', 'Shorten the prefix of the copies.')],
  'KMS.NotFoundException': [always('There is no such KMS key, or none that is known here.', 'Correct the key; in a local run it must be in a deployed stack or be named by its whole ARN.')],
  'PreconditionFailed': [
    saying(/manifest/i, 'The manifest isn\'t the one that the job was created for: it was written anew meanwhile.', 'Deploy again, or give the manifest the ETag that it has, without quotes.'),
    always('The object is too old or too new for the job\'s copy.', 'Nothing, if that is meant; otherwise correct `modifiedSince` or `unmodifiedSince`.'),
  ],
  'BadDigest': [always('The bytes aren\'t those that their checksum says.', 'Write the object again.')],
  'InvalidRange': [always('The object has no bytes in that range.', 'Correct the range, or leave empty objects out.')],
  'ObjectLockConfigurationNotFoundError': [always('The bucket has no Object Lock.', 'Give it Object Lock (`objectLockEnabled: true`), or leave its objects out.')],
  'NoSuchObjectLockConfiguration': [always('The object has no retention or legal hold.', 'Nothing, unless it should have one.')],
  'ReplicationConfigurationNotFoundError': [always('The bucket isn\'t replicated.', 'Give it a replication rule before the job runs.')],
  'NotImplemented': [always('S3 may do that, and the local run can\'t.', `Try it in an account; ${UNPLAYED}.`)],
  'LocalEngineError': LOCAL_ENGINE_ADVICE,
};
