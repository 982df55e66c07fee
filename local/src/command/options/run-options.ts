import { CLOUD_OPTIONS, clockOption, cloudSettings } from './cloud-options';
import type { CommandHelp } from './help';
import { type BucketArguments, bucketArguments, OBJECT_OPTIONS } from './object-options';
import { type OptionTable, readCommandLine, valuesByName } from './option';
import type { CloudSettings } from '../../cloud/cloud';

/** How many times as fast as real time a run's clock runs: a handler looks at its job every few seconds or minutes. */
const CLOCK_FACTOR = 10;
/** What `cdk synth` writes where nobody says otherwise. */
const ASSEMBLY = 'cdk.out';

const OPTIONS = {
  ...OBJECT_OPTIONS,
  'stack': { value: 'NAME', repeatable: true, help: 'A stack to deploy, with those that it depends on. Default: all.' },
  'job': { value: 'PATH', repeatable: true, help: 'A job to run, by its construct path, with what it needs; other jobs are left out. Default: all.' },
  'confirm': { help: 'Confirms jobs that wait for it.' },
  'resolve': {
    value: 'NAME=VALUE',
    repeatable: true,
    help: 'What can\'t be known here: a parameter, or a resource\'s attribute as LogicalId.Attribute. A run that needs one says so.',
  },
  'then-delete': { help: 'Deletes the stacks again, the last first.' },
  'show': { value: 'BUCKET/KEY', repeatable: true, help: 'An object that the digest tells of, as it was before the run and is after it.' },
  'logs': { help: 'Shows what functions write, the handler among them.' },
  'reports': { value: 'FOLDER', help: 'Where the jobs\' completion reports are copied to.' },
  'json': { value: 'FILE', help: 'Where the digest is written to as JSON; - prints it instead of the text.' },
  ...CLOUD_OPTIONS,
  ...clockOption(CLOCK_FACTOR),
  'help': { help: 'This.' },
} satisfies OptionTable;

/** The command's help. */
export const RUN_HELP: CommandHelp = {
  usage: 's3-batch-operations-local run [ASSEMBLY...] [OPTION...]',
  about: [
    'Deploys a CDK app to this machine and runs its S3 Batch Operations jobs on local objects. No AWS account is needed, and none is reached.',
    `ASSEMBLY is the folder that \`cdk synth\` writes; default: ${ASSEMBLY}. Of several, each updates what the one before has deployed.`,
    'BUCKET is a bucket\'s name, or the construct path of one in the app, such as MyStack/Logs.',
  ],
  options: OPTIONS,
  after: [
    'Progress goes to the standard error, a digest of all that happened to the standard output. Ctrl-C cancels the jobs, which still write their reports; a second one ends all.',
    'Exit status: 0 when every stack was deployed, no job failed, no task failed of a job whose stack doesn\'t wait for its end, and all that was called can be played here; '
      + 'how many tasks of the other jobs may fail, their stack decides. 1 when one of these isn\'t so; 2 when nothing was begun; 130 after Ctrl-C.',
    'Example:',
    '  s3-batch-operations-local run cdk.out --objects my-logs=./logs --then-delete',
  ],
};

/** What a run is to do. */
export interface RunPlan {
  readonly assemblies: readonly string[];
  readonly stacks?: readonly string[];
  readonly jobs?: readonly string[];
  readonly buckets: BucketArguments;
  readonly resolve: { readonly [name: string]: string };
  readonly confirm: boolean;
  readonly thenDelete: boolean;
  /** `BUCKET/KEY` each. */
  readonly show: readonly string[];
  readonly logs: boolean;
  readonly reports?: string;
  readonly json?: string;
  readonly cloud: CloudSettings & { readonly clockFactor: number };
}

/** Reads the command line of a run; undefined when it asks for help. */
export function readRunPlan(args: readonly string[]): RunPlan | undefined {
  const { options, operands } = readCommandLine(args, OPTIONS);
  if (options.help) return undefined;
  return {
    assemblies: operands.length > 0 ? operands : [ASSEMBLY],
    ...(options.stack && { stacks: options.stack }),
    ...(options.job && { jobs: options.job }),
    buckets: bucketArguments(options),
    resolve: Object.fromEntries(valuesByName('resolve', 'NAME=VALUE', options.resolve)),
    confirm: options.confirm ?? false,
    thenDelete: options['then-delete'] ?? false,
    show: options.show ?? [],
    logs: options.logs ?? false,
    ...(options.reports !== undefined && { reports: options.reports }),
    ...(options.json !== undefined && { json: options.json }),
    cloud: cloudSettings(options, CLOCK_FACTOR),
  };
}
