import { CLOUD_OPTIONS, clockOption, cloudSettings } from './cloud-options';
import type { CommandHelp } from './help';
import { type BucketArguments, bucketArguments, isPath, OBJECT_OPTIONS } from './object-options';
import { namedValues, type OptionTable, readCommandLine } from './option';
import { UsageError } from './usage-error';
import { type CloudSettings, DEFAULT_ACCOUNT } from '../../cloud/cloud';

/** Whoever calls the APIs lives in real time. */
const CLOCK_FACTOR = 1;

const OPTIONS = {
  role: { value: 'ARN=POLICY', repeatable: true, help: 'A role and the file of its policy, or of a list of policies, in JSON. Default: one that may do everything.' },
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

/** A role that calls are made as. */
export interface ServedRole {
  readonly arn: string;
  readonly policyFile?: string;
}

/** What is to be served. */
export interface ServePlan {
  readonly buckets: BucketArguments;
  /** The ARNs of roles, each with its policy's file; without one it may do everything. */
  readonly roles: readonly ServedRole[];
  readonly cloud: CloudSettings;
}

/** Reads the command line of a server; undefined when it asks for help. */
export function readServePlan(args: readonly string[]): ServePlan | undefined {
  const { options, operands } = readCommandLine(args, OPTIONS);
  if (options.help) return undefined;
  if (operands.length > 0) throw new UsageError(`serve takes options only, got: ${operands.join(' ')}; \`run\` deploys an app`);
  const buckets = bucketArguments(options);
  const path = buckets.filled.find(({ bucket }) => isPath(bucket));
  if (path) throw new UsageError(`--objects must name a bucket, got the construct path ${path.bucket}: here is no app`);
  return {
    buckets,
    roles: servedRoles(options.account ?? DEFAULT_ACCOUNT, options.role),
    cloud: cloudSettings(options, CLOCK_FACTOR),
  };
}

function servedRoles(account: string, given: readonly string[] = []): ServedRole[] {
  if (given.length === 0) return [{ arn: `arn:aws:iam::${account}:role/everything` }];
  return namedValues('role', 'ARN=POLICY', given).map(({ name, value }) => {
    if (!new RegExp(`^arn:[^:]+:iam::${account}:role/.+$`).test(name)) {
      throw new UsageError(`--role must be the ARN of a role of the account ${account}, such as arn:aws:iam::${account}:role/jobs, got: ${name}`);
    }
    return { arn: name, policyFile: value };
  });
}
