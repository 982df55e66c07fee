import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Something that may go wrong, and that somebody can do something about. */
export interface Warning {
  readonly id: string;
  readonly message: string;
}

/** A date that looks as if it were computed at synth. */
export function changingDate(path: string, instant: string, asAge?: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.changingDate',
    message: `\`${path}\` is ${instant}, which looks computed when the app ran: another instant at the next synth starts another job; `
      + `${asAge === undefined ? '' : `use \`${asAge}\`, which is counted back from when the job is created, or `}`
      + "write the date out, as in new Date('2025-01-01T00:00:00Z')",
  };
}

/** A date that is midnight on this machine. */
export function localMidnight(path: string, instant: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.localMidnight',
    message: `\`${path}\` is midnight in this machine's time zone, but ${instant} in UTC: a machine elsewhere synthesizes another job; `
      + "write the date out in UTC, as in new Date('2025-01-01T00:00:00Z')",
  };
}

/** A report that becomes one of the objects that the job, run again, works on. */
export function reportAmongObjects(reportKeys: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.reportAmongObjects',
    message: `the report is written to ${reportKeys} in the bucket that the job works on, where another run selects it as an object; `
      + 'give `report` another bucket, or a prefix that the manifest does not select',
  };
}

/** A manifest that becomes one of the objects that the job, run again, works on. */
export function manifestAmongObjects(manifestKeys: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.manifestAmongObjects',
    message: `the manifest is written to ${manifestKeys} in the bucket that the job works on, where another run selects it as an object; `
      + 'give the manifest\'s `output` another bucket, or a prefix that the filter does not select',
  };
}

/** A role that has to be given its permissions by somebody else. */
export function roleNotUpdated(path: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.roleNotUpdated',
    message: `the CDK can't add to the role ${path}, which was imported, or was given by withoutPolicyUpdates(): see that its own policies allow `
      + 'what the job needs, which are the statements of `requiredStatements`',
  };
}

/** An imported role whose path, which a policy attached to it must leave out, can't be told. */
export function rolePathUnknown(path: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.rolePathUnknown',
    message: `the ARN of the role ${path} is known only at deployment: if it has a path, the CDK takes the path for part of the name and the `
      + 'deployment fails; import the role by Role.fromRoleName, or with { mutable: false } and policies of its own',
  };
}

/** A role that S3 can't assume. */
export function roleNotTrusting(path: string, service: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.roleNotTrusting',
    message: `the role ${path} trusts others, but not S3 Batch Operations, which then can't run the job: let ${service} assume it, as in `
      + `\`assumedBy: new ServicePrincipal('${service}')\``,
  };
}

/** A job that stays, and a role that may not. */
export function roleMayGo(path: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.roleMayGo',
    message: `the job stays when it is taken out of the stack, and runs on as the role ${path}, which was given to it and whose removal `
      + 'policy isn\'t changed: see that the role and its policies stay for as long as the job runs',
  };
}

/** More jobs than S3 runs at a time. */
export function manyCompleted(count: number): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.manyCompleted',
    message: `more than ${count} jobs of this stack are waited for until they have completed, and S3 runs ${count} jobs of an account at a time: `
      + 'the others queue, and their timeouts run meanwhile; use WaitFor.started(), or make some jobs depend on others',
  };
}

/** A bucket that has to let the job's role in, or another. */
export function bucketOfAnotherAccount(path: string, account: string, actions: readonly string[], whom = "the job's role"): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.bucketOfAnotherAccount',
    message: `the bucket ${path} is of account ${account} and was imported: its own policy has to allow ${whom} `
      + `${[...new Set(actions)].join(', ')}, which this app leaves to that account`,
  };
}

/** A key that has to let the job's role in, or another. */
export function policyOfAnotherAccountsKey(path: string, account: string, actions: readonly string[], whom = "the job's role"): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.policyOfAnotherAccountsKey',
    message: `the key ${path} is of account ${account} and was imported: its own policy has to allow ${whom} ${actions.join(', ')}, which `
      + 'this app leaves to that account',
  };
}

/** A key that a role's policy can't name. */
export function keyOutOfReach(path: string, keys: string, role: string, actions: readonly string[]): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.keyOutOfReach',
    message: `the key ${path} is of another account or Region than the policies of the role ${role}, where no reference reaches: the role is allowed `
      + `${actions.join(', ')} on ${keys}, as far as their own policies let it, and that one has to; name the key by its ARN, as in Key.fromKeyArn `
      + 'for the `encryptionKey` of Bucket.fromBucketAttributes, or, if only the Region is another, give the stacks `crossRegionReferences`',
  };
}

/** A key that can't be seen, and may be needed. */
export function importedBucketKey(path: string, actions: readonly string[]): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.importedBucketKey',
    message: `which KMS key the bucket ${path} encrypts with, if any, can't be seen here: if there is one of your own, the job's role needs `
      + `${actions.join(', ')} on it; give it to Bucket.fromBucketAttributes as \`encryptionKey\`, or grant it to \`role\``,
  };
}

/** Keys that objects are under, of which none can be seen. */
export function objectKeyNotSeen(path: string, actions: readonly string[]): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.objectKeyNotSeen',
    message: `the filter selects objects that a KMS key encrypts, and the bucket ${path} has none by default: if their key is your own, the job's `
      + `role needs ${actions.join(', ')} on it; name the key in the filter, or grant it to \`role\``,
  };
}

/** A bucket that takes no access control lists. */
export function aclsDisabled(path: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.aclsDisabled',
    message: `the bucket ${path} enforces its owner's ownership of all objects, as buckets do by default, so that S3 refuses every list but one that gives `
      + 'the owner full control: give the bucket another `objectOwnership`, or use a bucket policy',
  };
}

/** Tagging with no tags. */
export function removesAllTags(path: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.removesAllTags',
    message: `\`${path}\` has no tags, so the job removes all tags of each object; acknowledge this if it is what the job is for`,
  };
}

/** A prefix that a policy can't spell. */
export function widerThanPrefix(path: string, resource: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.widerThanPrefix',
    message: `\`${path}\` has characters beyond U+00FF, which IAM takes in no policy: the role is allowed ${resource}, which is wider; `
      + 'the job itself works on the prefix alone',
  };
}

/** A manifest's key that a policy can't spell. */
export function widerThanKey(path: string, resource: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.widerThanKey',
    message: `\`${path}\` has characters beyond U+00FF, which IAM takes in no policy: the role is allowed to read ${resource}, which is more; `
      + 'give the manifest a key without them',
  };
}

/** An inventory report whose data files may lie anywhere. */
export function inventoryDataUnknown(path: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.inventoryDataUnknown',
    message: 'where the report\'s data files lie can\'t be told from the key of its manifest.json, so the role is allowed to read every file of the '
      + `bucket ${path}: give \`dataPrefix\`, what the keys of the data files start with`,
  };
}

/** A manifest that S3 can't read, if its bucket encrypted it. */
export function manifestEncrypted(): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.manifestEncrypted',
    message: 'the bucket of the manifest encrypts with a KMS key what is uploaded without saying otherwise, and S3 reads no CSV manifest under a '
      + 'KMS key: upload the manifest with SSE-S3 (--sse AES256), or to a bucket that SSE-S3 is the default of',
  };
}

/** A function whose every change makes another job. */
export function currentVersion(): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.currentVersion',
    message: '`operation.fn` is the current version of a function, which is another version after each change of the code or the configuration: '
      + 'a deployment of such a change runs the job again; give an alias or the function itself to change it without a run',
  };
}

/** A function that has to let the job's role in. */
export function functionOfAnotherAccount(path: string, account: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.functionOfAnotherAccount',
    message: `the function ${path} is of account ${account}: its own policy has to allow the job's role lambda:InvokeFunction, which `
      + 'this app leaves to that account; there, call addPermission on the function with the ARN of `role` as principal',
  };
}

/** A retention that is over when it is set. */
export function retainUntilPast(path: string, instant: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.retainUntilPast',
    message: `\`${path}\` is ${instant}, which is past, and S3 retains no object until then: each task fails; give a date to come`,
  };
}

/** A replication of objects that no rule may cover. */
export function replicateWithoutEligibility(): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.replicateWithoutEligibility',
    message: 'the manifest selects objects whether or not a replication rule covers them, and the task of one that none covers fails; '
      + 'use ManifestFilter.eligibleForReplication()',
  };
}

/** A replication of a bucket that has no rules. */
export function replicationNotSeen(path: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.replicationNotSeen',
    message: `the bucket ${path} has no replication rules when the job is declared, and without them S3 replicates none of its objects: give `
      + 'it `replicationRules`; acknowledge this if it gets them in another way',
  };
}

/** An access control list without grants. */
export function removesAllGrants(path: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.removesAllGrants',
    message: `\`${path}\` has no grants, so the job takes every grant from the list of each object, its owner's too; acknowledge this if it is `
      + 'what the job is for',
  };
}

/** A bucket that can't lock objects, as far as the app says. */
export function objectLockNotSeen(path: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.objectLockNotSeen',
    message: `the bucket ${path} isn't declared with Object Lock, without which S3 fails the job before its first task; give it `
      + '`objectLockEnabled: true`, or acknowledge this if Object Lock is enabled in another way',
  };
}

/** Copies of objects that may be larger than a copy can be. */
export function copyWithoutSizeLimit(): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.copyWithoutSizeLimit',
    message: 'the manifest selects objects of any size, and S3 copies none larger than 5 GB: the task of each such object fails; leave them out '
      + 'with `objectSizeLessThan` in the filter, or acknowledge this if there are none',
  };
}

/** A copy that puts an object where it is, as it is. */
export function copyChangesNothing(): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.copyChangesNothing',
    message: 'the job copies each object onto itself and says of nothing that it shall change, which S3 refuses, so that the tasks fail; give '
      + '`operation.targetKeyPrefix`, another bucket, or what shall change, such as `operation.storageClass`',
  };
}

/** Copies that become objects that the job, run again, works on. */
export function copiesAmongObjects(copyKeys: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.copiesAmongObjects',
    message: `the copies are written to ${copyKeys} in the bucket that the job works on, where another run selects them as objects and copies the `
      + 'copies; give `operation` another bucket, or a prefix that the manifest does not select',
  };
}

/** Tags that a copy can't have. */
export function tagsToDirectoryBucket(): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.tagsToDirectoryBucket',
    message: 'the target is a directory bucket, whose objects have no tags: the task of each object that has tags fails; give '
      + '`operation.newObjectTagging` as {} to copy without tags, or acknowledge this if there are none',
  };
}

/** A key of another account than the bucket that it shall encrypt the objects of. */
export function keyOfAnotherAccount(key: string, keyAccount: string, bucket: string, bucketAccount: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.keyOfAnotherAccount',
    message: `the key ${key} is of account ${keyAccount}, and the bucket ${bucket} of ${bucketAccount}: S3 updates the encryption of objects to a `
      + 'key of another account only after AWS Support has enabled that for an organization, and the key\'s own policy has to allow the job\'s role; '
      + 'give a key of the bucket\'s account',
  };
}

/** A report without what the operation is for. */
export function checksumsNotReported(operation: string): Warning {
  return {
    id: 'cdk-s3-batch-operations:BatchJob.checksumsNotReported',
    message: `the report is of failed tasks alone, and what ${operation} computes stands with the tasks that succeeded and nowhere else; `
      + 'use CompletionReport.allTasks(bucket)',
  };
}

/** Shows warnings at synth, unless somebody acknowledged them. */
export function addWarnings(construct: IConstruct, warnings: readonly Warning[]): void {
  warnings.forEach(({ id, message }) => Annotations.of(construct).addWarningV2(id, message));
}
