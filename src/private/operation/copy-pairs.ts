import { MetadataDirective } from '../../metadata-directive';
import type { PutObjectCopyOptions } from '../../operations/put-object-copy-options';
import { SseAlgorithm } from '../../sse-algorithm';
import { instantText } from '../instants';
import { metadataMembers } from './object-metadata';

/** Options that say something together. */
interface Group {
  readonly options: readonly (keyof PutObjectCopyOptions)[];
  readonly problems: (options: PutObjectCopyOptions) => string[];
}

const GROUPS: readonly Group[] = [
  { options: ['cannedAccessControlList', 'accessControlGrants'], problems: listProblems },
  { options: ['objectLockMode', 'objectLockRetainUntilDate', 'objectLockEventHold'], problems: retentionProblems },
  { options: ['modifiedSinceConstraint', 'unModifiedSinceConstraint'], problems: constraintProblems },
  { options: ['metadataDirective', 'newObjectMetadata'], problems: metadataProblems },
  { options: ['newObjectMetadata', 'kmsKey'], problems: algorithmProblems },
];

/**
 * Options of a copy that contradict one another.
 * @param unsound the names of those that are wrong by themselves and so left out of `options`: of what belongs with them, nothing is said
 */
export function pairProblems(options: PutObjectCopyOptions, unsound: readonly string[]): string[] {
  return GROUPS.filter((group) => !group.options.some((name) => unsound.includes(name))).flatMap(({ problems }) => problems(options));
}

function listProblems({ cannedAccessControlList, accessControlGrants }: PutObjectCopyOptions): string[] {
  return cannedAccessControlList === undefined || accessControlGrants === undefined
    ? []
    : ['`operation.cannedAccessControlList` and `operation.accessControlGrants` exclude each other; leave one of them out, got: both'];
}

/** A retention ends at a date, or some time after an event hold. */
function retentionProblems({ objectLockMode: mode, objectLockRetainUntilDate: date, objectLockEventHold: hold }: PutObjectCopyOptions): string[] {
  if (mode === undefined && date !== undefined) {
    return [`\`operation.objectLockMode\` must be given with \`operation.objectLockRetainUntilDate\`, got: ${instantText(date)} alone`];
  }
  return mode !== undefined && date === undefined && hold === undefined
    ? [`\`operation.objectLockRetainUntilDate\` or \`operation.objectLockEventHold\` must be given with \`operation.objectLockMode\`, got: ${mode} alone`]
    : [];
}

function constraintProblems({ modifiedSinceConstraint: since, unModifiedSinceConstraint: notSince }: PutObjectCopyOptions): string[] {
  return since === undefined || notSince === undefined || since < notSince
    ? []
    : ['`operation.modifiedSinceConstraint` must be earlier than `operation.unModifiedSinceConstraint`, '
      + `got: ${instantText(since)} and ${instantText(notSince)}`];
}

function metadataProblems({ metadataDirective, newObjectMetadata }: PutObjectCopyOptions): string[] {
  const [member] = metadataMembers(newObjectMetadata);
  return metadataDirective === MetadataDirective.COPY && member !== undefined
    ? [`\`operation.metadataDirective\` must be REPLACE with \`operation.newObjectMetadata.${member}\`, which S3 ignores otherwise, got: COPY`]
    : [];
}

function algorithmProblems({ newObjectMetadata, kmsKey }: PutObjectCopyOptions): string[] {
  return newObjectMetadata?.sseAlgorithm === SseAlgorithm.AES256 && kmsKey !== undefined
    ? ['`operation.newObjectMetadata.sseAlgorithm` must be KMS with `operation.kmsKey`, or left out, got: AES256']
    : [];
}
