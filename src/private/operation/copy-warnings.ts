import { isToDirectory, type Copy } from './copy';
import { copyKeyWarnings } from './copy-keys';
import { AnnotationDirective } from '../../annotation-directive';
import { MetadataDirective } from '../../metadata-directive';
import type { PutObjectCopyOptions } from '../../operations/put-object-copy-options';
import { isSameBucket } from '../bucket/single-bucket';
import { instantText, instantWarnings } from '../instants';
import { fitsPolicies, literalKey } from '../key-pattern';
import { COPIED_OBJECT_BYTES } from '../limits';
import { findsLater } from '../overlap';
import {
  copiesAmongObjects, copyChangesNothing, copyWithoutSizeLimit, retainUntilPast, tagsToDirectoryBucket, widerThanPrefix, type Warning,
} from '../warnings';

/** Options that say of which objects there are copies, or who pays; the others say how a copy differs. */
const CHANGE_NOTHING: (keyof PutObjectCopyOptions)[] = ['modifiedSinceConstraint', 'unModifiedSinceConstraint', 'requesterPays'];

/** Options that leave a copy what its source is. */
const AS_IT_WAS: PutObjectCopyOptions = { metadataDirective: MetadataDirective.COPY, annotationDirective: AnnotationDirective.COPY };

/** What may go wrong with a copy. Only for a copy without problems. */
export function copyWarnings(copy: Copy): Warning[] {
  return [
    ...dateWarnings(copy),
    ...(mayBeTooLarge(copy) ? [copyWithoutSizeLimit()] : []),
    ...ownBucketWarnings(copy),
    ...prefixWarnings(copy.options),
    ...(isToDirectory(copy) && copy.options.newObjectTagging === undefined ? [tagsToDirectoryBucket()] : []),
    ...copyKeyWarnings(copy),
  ];
}

function dateWarnings({ options, site: { now } }: Copy): Warning[] {
  const { objectLockRetainUntilDate: retainUntil } = options;
  return [
    ...instantWarnings('operation.modifiedSinceConstraint', options.modifiedSinceConstraint, now),
    ...instantWarnings('operation.unModifiedSinceConstraint', options.unModifiedSinceConstraint, now),
    ...instantWarnings('operation.newObjectMetadata.httpExpiresDate', options.newObjectMetadata?.httpExpiresDate, now),
    ...instantWarnings('operation.objectLockRetainUntilDate', retainUntil, now),
    ...(retainUntil !== undefined && retainUntil <= now ? [retainUntilPast('operation.objectLockRetainUntilDate', instantText(retainUntil))] : []),
  ];
}

/** Whether S3 lists objects that it then doesn't copy. What is in a given manifest is for its author to see. */
function mayBeTooLarge({ selection: { source, filter } }: Copy): boolean {
  return source === 'generated' && (filter?.sizeLessThan ?? Infinity) > COPIED_OBJECT_BYTES + 1;
}

/** Copies into the bucket that they are made from. */
function ownBucketWarnings({ target, options, selection, site: { now } }: Copy): Warning[] {
  if (!selection.objects.some(({ bucket }) => isSameBucket(bucket, target))) {
    return [];
  }
  const { targetKeyPrefix } = options;
  if (targetKeyPrefix !== undefined) {
    const objects = selection.objects.map((some) => ({ ...some, bucket: target }));
    return findsLater({ ...selection, objects }, { bucket: target, keyStart: targetKeyPrefix }, now) ? [copiesAmongObjects(`${targetKeyPrefix}*`)] : [];
  }
  // a given manifest may name earlier versions, of which a copy is the way to bring them back
  const namesEarlier = selection.source !== 'generated' && selection.namesVersions;
  return namesEarlier || changesSomething(options) ? [] : [copyChangesNothing()];
}

function changesSomething(options: PutObjectCopyOptions): boolean {
  return Object.entries(options)
    .filter(([name, value]) => value !== undefined && !CHANGE_NOTHING.includes(name as keyof PutObjectCopyOptions))
    .some(([name, value]) => value !== AS_IT_WAS[name as keyof PutObjectCopyOptions]);
}

/** A prefix that the role's policy can't spell, so that it allows more. */
function prefixWarnings({ targetKeyPrefix }: PutObjectCopyOptions): Warning[] {
  return fitsPolicies(targetKeyPrefix) ? [] : [widerThanPrefix('operation.targetKeyPrefix', literalKey(targetKeyPrefix!))];
}
