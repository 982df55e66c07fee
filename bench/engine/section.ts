import { join } from 'node:path';
import { secondsToFirstTask } from './first-task';
import type { InvocationSeconds } from './invocations.child';
import type { JobSeconds } from './memory.child';
import type { TaggingSeconds } from './tagging.child';
import { measureInChild, type Measured } from '../measure/child';
import { plainScript } from '../measure/plain-script';
import { grouped, ratesTable } from '../measure/rates';
import { figureOf, ratioOf, spread } from '../measure/samples';
import type { Section, Table } from '../measure/section';

const TASKS = 1_000_000;
const FEW_TASKS = 100_000;
const MANY_TASKS = 10_000_000;
const INVOCATIONS = 10_000;
const HEAVY_ROUNDS = 3;
const ROUNDS = 5;

const ABOUT = `The local engine, in plain Node.js, as \`s3-batch-operations-local run\` has it: an account of its own, a job created over HTTP, a
manifest and a report as files, every call checked against the role's policies and logged, and what S3 says of each row checked
before the first task. Its clock runs so fast here that the seconds which S3 leaves a job in each of its states don't count.

By hand, the tasks are a loop that does one after the other and nothing else: the rows by csv-parse, each key decoded, one
asynchronous call of a store that is a \`Map\`, and a line of the report. Rows go round 100,000 objects. The loop is in the same
process as the engine, and its turn comes after the engine's in each round.

The bare loop of invocations has as many of the engine's processes as the engine has, and sends each the next event as soon as it
has answered the last. Peak memory is that of a process that runs one job, so that what nobody has collected counts too.`;

/** The engine, against what would do the same by hand. */
export async function engineSection(): Promise<Section> {
  const tagging = await inPlainProcess<TaggingSeconds>('tagging', TASKS, HEAVY_ROUNDS);
  const invocations = await inPlainProcess<InvocationSeconds>('invocations', INVOCATIONS, ROUNDS);
  const few = await inPlainProcess<JobSeconds>('memory', FEW_TASKS);
  const many = await inPlainProcess<JobSeconds>('memory', MANY_TASKS);
  const firstTask = figureOf(await secondsToFirstTask(ROUNDS));
  return {
    title: 'Engine',
    about: ABOUT,
    tables: [
      ratesTable(`${grouped(TASKS)} tagging tasks`, TASKS, { 'the engine': tagging.engine, 'a loop by hand': tagging.byHand }),
      ratesTable(`${grouped(INVOCATIONS)} invocations of a function`, INVOCATIONS, { 'the engine': invocations.engine, 'a bare loop': invocations.bare }),
      memoryTable([{ tasks: FEW_TASKS, ...few }, { tasks: MANY_TASKS, ...many }]),
      { head: ['`run` on a synthesized app', 'time'], rows: [['from its start to the end of the first task', spread(firstTask, 's')]] },
    ],
    goals: [
      { what: 'Time of the engine to the loop\'s', measured: ratioOf(tagging.engine, tagging.byHand).median, atMost: 1.3 },
      { what: 'Invocations a second to the bare loop\'s', measured: ratioOf(invocations.bare, invocations.engine).median, atLeast: 0.8 },
      { what: `Peak memory of ${grouped(MANY_TASKS)} tasks to that of ${grouped(FEW_TASKS)}`, measured: many.peakMemory / few.peakMemory, atMost: 1.2 },
      { what: 'Seconds of `run` to the first task', measured: firstTask.median, atMost: 2 },
    ],
  };
}

/** A script of this folder, so that it and the engine are all that its process holds. */
async function inPlainProcess<T>(name: string, ...args: number[]): Promise<Measured<T>> {
  return measureInChild<T>(plainScript(join(__dirname, `${name}.child.ts`)), { args: args.map(String), typescript: false });
}

function memoryTable(jobs: readonly { tasks: number; seconds: number; peakMemory: number }[]): Table {
  return {
    head: ['A process that runs one tagging job', 'peak memory', 'time'],
    rows: jobs.map(({ tasks, seconds, peakMemory }) => [`of ${grouped(tasks)} tasks`, `${Math.round(peakMemory / 1e6)} MB`, `${seconds.toFixed(1)} s`]),
  };
}
