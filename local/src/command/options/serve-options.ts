import { CLOUD_OPTIONS, clockOption, cloudSettings } from './cloud-options';
import type { CommandHelp } from './help';
import { type BucketArguments, bucketArguments, OBJECT_OPTIONS } from './object-options';
import { type NamedValue, namedValues, numberOf, type OptionTable, readCommandLine } from './option';
import { UsageError } from './usage-error';
import type { CloudSettings } from '../../cloud/cloud';

/** Whoever calls the APIs lives in real time. */
const CLOCK_FACTOR = 1;
const LAST_PORT = 65_535;

const OPTIONS = {
  port: { value: 'NUMBER', help: 'The port. Default: a free one.' },
  role: { value: 'ARN=POLICY', repeatable: true, help: 'A role and the file of its policy, or of a list of policies, in JSON.' },
  ...OBJECT_OPTIONS,
  ...CLOUD_OPTIONS,
  ...clockOption(CLOCK_FACTOR),
  help: { help: 'This.' },
} satisfies OptionTable;

/** The command's help. */
export const SERVE_HELP: CommandHelp = {
  usage: 's3-batch-operations-local serve [OPTION...]',
  about: [
    'Serves the APIs on 127.0.0.1 until it is told to end, for any client of AWS: the jobs of S3 Control, about 25 calls of S3 in path style, and Lambda\'s Invoke.',
    'The address is the first line of the standard output; a line for each role follows, with the access key that its calls are signed with. Signatures aren\'t verified.',
  ],
  options: OPTIONS,
  after: [
    'Exit status: 0 after Ctrl-C, 2 when nothing was begun.',
    'Example:',
    '  s3-batch-operations-local serve --port 4570 --objects my-logs=./logs',
  ],
};

/** What is to be served. */
export interface ServePlan {
  readonly buckets: BucketArguments;
  /** Policies' files by roles' ARNs. */
  readonly roles: readonly NamedValue[];
  readonly cloud: CloudSettings;
}

/** Reads the command line of a server; undefined when it asks for help. */
export function readServePlan(args: readonly string[]): ServePlan | undefined {
  const { options, operands } = readCommandLine(args, OPTIONS);
  if (options.help) return undefined;
  if (operands.length > 0) throw new UsageError(`serve takes options only, got: ${operands.join(' ')}; \`run\` deploys an app`);
  const port = numberOf('port', `an integer from 0 to ${LAST_PORT}`, options.port, (value) => Number.isInteger(value) && value >= 0 && value <= LAST_PORT);
  const buckets = bucketArguments(options);
  const path = buckets.filled.find(({ bucket }) => bucket.includes('/'));
  if (path) throw new UsageError(`--objects must name a bucket, got the construct path ${path.bucket}: here is no app`);
  return {
    buckets,
    roles: namedValues('role', 'ARN=POLICY', options.role),
    cloud: { ...cloudSettings(options, CLOCK_FACTOR), ...(port !== undefined && { port }) },
  };
}
