/** The program `s3-batch-operations-local`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { helpText } from './options/help';
import { readRunPlan, RUN_HELP } from './options/run-options';
import { readServePlan, SERVE_HELP } from './options/serve-options';
import { UsageError } from './options/usage-error';
import { run } from './run';
import { serve } from './serve';
import type { Terminal } from './terminal';

const NAME = 's3-batch-operations-local';

const OVERVIEW = `Usage: ${NAME} COMMAND

Runs Amazon S3 Batch Operations jobs on local objects, without an AWS account.

Commands:
  run    deploys a CDK app to this machine and runs its jobs
  serve  serves the APIs alone: S3 Control, S3, Lambda, CloudFormation

\`${NAME} COMMAND --help\` tells of each; \`${NAME} --version\` of this.
`;

async function main([command, ...args]: readonly string[], terminal: Terminal): Promise<number> {
  const show = (text: string): number => {
    terminal.stdout.write(`${text.trimEnd()}\n`);
    return 0;
  };
  switch (command) {
    case 'run': {
      const plan = readRunPlan(args);
      return plan ? run(plan, terminal) : show(helpText(RUN_HELP));
    }
    case 'serve': {
      const plan = readServePlan(args);
      return plan ? serve(plan, terminal) : show(helpText(SERVE_HELP));
    }
    case '--help':
    case '-h':
    case 'help':
      return show(OVERVIEW);
    case '--version':
      return show(version());
    default:
      throw new UsageError(command === undefined ? 'a command must be given: run or serve' : `the command must be run or serve, got: ${command}`);
  }
}

function version(): string {
  const file = join(__dirname, '..', '..', 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

// whoever reads may stop reading, which is no reason not to go on
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exitCode = 1;
  });
}

main(process.argv.slice(2), process).then((status) => {
  process.exitCode ||= status;
}, (error: Error) => {
  const way = error instanceof UsageError ? `\n\`${NAME} --help\` tells how it is used` : '';
  process.stderr.write(`${NAME}: ${error.message}${way}\n`);
  process.exitCode = 2;
});
