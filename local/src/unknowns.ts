import { inspect } from 'node:util';

/** What the service's documentation leaves open. */
export interface Unknown<Variant> {
  readonly question: string;
  /** What may be the case. */
  readonly variants: readonly Variant[];
  /** What is taken to be the case where nobody says. */
  readonly default: Variant;
  /** The page that leaves it open. */
  readonly source: string;
}

function unknown<const Variants extends readonly unknown[]>(
  question: string, variants: Variants, taken: NoInfer<Variants[number]>, source: string,
): Unknown<Variants[number]> {
  return { question, variants, default: taken, source };
}

const USER_GUIDE = 'S3 User Guide';
const API = 'S3 API reference';

/** The open questions of S3 Batch Operations, by name: what runs against this package can be run under each variant. */
export const UNKNOWNS = {
  passedToService: unknown(
    'Does CreateJob send iam:PassedToService when the role is checked?',
    ['not sent', 'sent'], 'not sent', 'Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3"',
  ),
  repeatedToken: unknown(
    'What does CreateJob do with a ClientRequestToken that made a job of the same request before?',
    ['same job', 'refused', 'another job'], 'same job', `${API}, "CreateJob"`,
  ),
  reusedToken: unknown(
    'What does CreateJob do with a ClientRequestToken that made a job of another request before?',
    ['refused', 'same job', 'another job'], 'refused', `${API}, "CreateJob"`,
  ),
  listLag: unknown(
    'For how many seconds may a new job be missing from ListJobs?',
    [0, 20, 45, 120], 0, `${API}, "ListJobs"`,
  ),
  describeLag: unknown(
    'For how many seconds may the calls that name a new job not find it?',
    [0, 20, 45, 120], 0, `${USER_GUIDE}, "Troubleshooting Batch Operations"`,
  ),
  unknownJob: unknown(
    'With which code and HTTP status do the calls that name a job answer that there is none?',
    ['NotFoundException 400', 'NotFoundException 404', 'NoSuchJobException 400', 'NoSuchJob 404'], 'NotFoundException 400',
    `${API}, "DescribeJob"; ${USER_GUIDE}, "Troubleshooting Batch Operations"`,
  ),
  unsaidConfirmation: unknown(
    'Does a job that was created without ConfirmationRequired wait to be confirmed?',
    [true, false], true, 'AWS CLI command reference, "s3control create-job"',
  ),
  cancelledWhileActive: unknown(
    'Which status does UpdateJobStatus answer when it cancels an Active job?',
    ['Cancelling', 'Cancelled'], 'Cancelling', `${API}, "UpdateJobStatus"`,
  ),
  statusOfEndedJob: unknown(
    'What does UpdateJobStatus do with a job that has ended, or is about to?',
    ['JobStatusException', 'nothing'], 'JobStatusException', `${API}, "UpdateJobStatus"`,
  ),
  unassumableRoleCode: unknown(
    'With which failure code does a job end whose role S3 can\'t assume?',
    ['AccessDenied', 'InvalidRole'], 'AccessDenied', `${USER_GUIDE}, "Troubleshooting Batch Operations"`,
  ),
  pausesBeyondSlots: unknown(
    'Does a running job pause for one of higher priority although six jobs can run at a time?',
    [false, true], false, `${USER_GUIDE}, "Tracking job status and completion reports"`,
  ),
  generatedManifestKey: unknown(
    'Where in its prefix does the service write a generated manifest?',
    ['under the job\'s id', 'under the date'], 'under the job\'s id', `${USER_GUIDE}, "Creating an S3 Batch Operations job"`,
  ),
  generatedManifestKms: unknown(
    'Which permissions of the job\'s role does a generated manifest under SSE-KMS take?',
    ['GenerateDataKey and Decrypt', 'GenerateDataKey'], 'GenerateDataKey and Decrypt', `${USER_GUIDE}, "Granting permissions for Batch Operations"`,
  ),
  // of a manifest's and a report's bucket it is open too, and not asked: all buckets here are in the job's Region
  otherRegions: unknown(
    'May a job invoke a function in another Region than its own?',
    ['no', 'yes'], 'no', `${USER_GUIDE}, "Invoke AWS Lambda function"`,
  ),
  manifestOfManyBuckets: unknown(
    'May the rows of a CSV manifest name objects of different buckets?',
    ['yes', 'no'], 'yes', `${USER_GUIDE}, "Creating an S3 Batch Operations job"`,
  ),
  plusInKeys: unknown(
    'What does a plus sign in a CSV manifest\'s key stand for?',
    ['a plus sign', 'a space'], 'a plus sign', `${USER_GUIDE}, "Creating an S3 Batch Operations job"`,
  ),
  redrives: unknown(
    'How often is a task done again that a function answered with TemporaryFailure?',
    [2, 0, 10], 2, `${USER_GUIDE}, "Invoke AWS Lambda function"`,
  ),
  tasksPerInvocation: unknown(
    'How many tasks does the service hand to a function at once?',
    [1, 10], 1, `${USER_GUIDE}, "Invoke AWS Lambda function"`,
  ),
  throttling: unknown(
    'From how many calls a second are the calls of the API throttled?',
    ['never', 1, 10], 'never', `${USER_GUIDE}, "Troubleshooting Batch Operations"`,
  ),
  encryptionNeedsPutObject: unknown(
    'Does a job of S3UpdateObjectEncryption take s3:PutObject?',
    [false, true], false, `${USER_GUIDE}, "Update object encryption"`,
  ),
  prefixSlash: unknown(
    'Does the service put a slash behind a report\'s prefix that ends in one?',
    ['no', 'yes'], 'no', `${USER_GUIDE}, "Examples: S3 Batch Operations completion reports"`,
  ),
  targetPrefixSlash: unknown(
    'Does the service put a slash between a copy\'s TargetKeyPrefix and the key?',
    ['no', 'yes'], 'no', `${API}, "S3CopyObjectOperation"`,
  ),
  unsaidMetadataDirective: unknown(
    'Which metadata do copies have whose job gives new metadata and no MetadataDirective?',
    ['REPLACE with new metadata', 'COPY'], 'REPLACE with new metadata', `${API}, "S3CopyObjectOperation"`,
  ),
  throttledFunction: unknown(
    'Is a task done again whose function Lambda wouldn\'t invoke because too much of it runs already?',
    [true, false], true, `${USER_GUIDE}, "Invoke AWS Lambda function"`,
  ),
  unsaidChecksum: unknown(
    'Which checksum does S3ComputeObjectChecksum compute where none is named?',
    ['CRC64NVME', 'the object\'s own'], 'CRC64NVME', `${API}, "S3ComputeObjectChecksumOperation"`,
  ),
  compositeOfOnePart: unknown(
    'What becomes of a composite checksum of an object that wasn\'t uploaded in parts?',
    ['fails', 'computed as of one part'], 'fails', `${USER_GUIDE}, "Checking object integrity for data at rest"`,
  ),
  replicationOfTags: unknown(
    'What becomes of an object whose tags the replication\'s role may not read?',
    ['replicated without tags', 'fails'], 'replicated without tags',
    `${USER_GUIDE}, "Setting up permissions for live replication"; ${USER_GUIDE}, "Amazon S3 replication failure reasons"`,
  ),
  replicationKeyActions: unknown(
    'Does replication under KMS keys take kms:GenerateDataKey of both, beside kms:Decrypt of the one and kms:Encrypt of the other?',
    [false, true], false, `${USER_GUIDE}, "Replicating encrypted objects"; ${USER_GUIDE}, "Troubleshooting replication"`,
  ),
  untaggedStatus: unknown(
    'Which HTTP status does DeleteJobTagging answer?',
    [204, 200], 204, `${API}, "DeleteJobTagging"`,
  ),
  inventoryFilesBucket: unknown(
    'In which bucket does a job look for the data files of its inventory?',
    ['the destination\'s', 'the manifest\'s'], 'the destination\'s', `${USER_GUIDE}, "Creating an S3 Batch Operations job"`,
  ),
  generatedVersions: unknown(
    'Which versions of an object does a generated manifest list?',
    ['the current one', 'all'], 'the current one', `${API}, "S3JobManifestGenerator"`,
  ),
  notEligibleForReplication: unknown(
    'What does a filter select whose EligibleForReplication is false?',
    ['objects of either kind', 'objects that are not eligible'], 'objects of either kind', `${API}, "JobManifestGeneratorFilter"`,
  ),
  changedManifest: unknown(
    'What becomes of a job whose manifest has another ETag than it was created with?',
    ['the job fails', 'CreateJob is refused'], 'the job fails', `${API}, "JobManifestLocation"`,
  ),
  createJobChecks: unknown(
    'Does CreateJob itself check that the role, the manifest and the buckets can be used?',
    ['no, the job fails', 'yes'], 'no, the job fails', `${USER_GUIDE}, "Troubleshooting Batch Operations"`,
  ),
} satisfies { readonly [name: string]: Unknown<unknown> };

type Unknowns = typeof UNKNOWNS;

/** One variant for each question. */
export type Choices = { readonly [Name in keyof Unknowns]: Unknowns[Name]['default'] };

/** The variants that were chosen, and the default for every other question. Fails on what is no question or none of its variants. */
export function choose(chosen: Partial<Choices> = {}): Choices {
  const given = Object.entries(chosen).filter(([, choice]) => choice !== undefined);
  const problems = given.map(([name, choice]) => problemOf(name, choice)).filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const defaults = Object.entries(UNKNOWNS).map(([name, { default: taken }]) => [name, taken]);
  return { ...Object.fromEntries(defaults), ...Object.fromEntries(given) } as Choices;
}

function problemOf(name: string, choice: unknown): string | undefined {
  if (!Object.hasOwn(UNKNOWNS, name)) return `\`unknowns.${name}\` is no open question; there are: ${Object.keys(UNKNOWNS).join(', ')}`;
  const { question, variants }: Unknown<unknown> = UNKNOWNS[name as keyof Choices];
  if (variants.includes(choice)) return undefined;
  return `\`unknowns.${name}\` (${question}) must be one of ${variants.map((variant) => inspect(variant)).join(', ')}, got: ${inspect(choice)}`;
}
