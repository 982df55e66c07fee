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
const INVOCATIONS = 20_000;
const HASHES = 2000;
const HEAVY_ROUNDS = 3;
const ROUNDS = 5;

/** Of the smaller job, whose peak depends more on when memory was collected last. */
const MEMORY_ROUNDS = 3;

const ABOUT = `The local engine in plain Node.js, as \`s3-batch-operations-local run\` has it: an account with 100,000 objects, a job that is created over
HTTP, a manifest and a report that are files. Each row is checked as S3 would before the first task, each call is held against the
role's policies and logged, and each outcome is reported and counted. The clock runs so fast that it doesn't count how long S3
leaves a job in each of its states.

The loops do the same rows one after the other, and nothing else: they take them from csv-parse, decode the key, await one call of a
store that is a \`Map\`, and write a line of the report. The first, which the goal is about, writes its lines with csv-stringify. The
second, which isn't safe, puts them together as if no field ever needed quotes, and shows what is left of the engine's cost when the
loop is as short as can be. They run in the same process as the engine, after it in each round.

The bare loop of invocations has as many of the engine's own processes as the engine has, and sends each the next event as soon as
it has answered the last. Peak memory is that of a process which seeds an account and runs one job: what
nobody has collected yet counts too.`;

const INVOCATIONS_MISSED = 'an invocation is also a task: its row and its report\'s, its ids, the role\'s permission, the log, the checks of the answer and the '
  + 'lines of the output take more of the one thread than sending and receiving, which is all that the bare loop does; it is gone as soon as '
  + 'the function takes part of a millisecond';

/** The engine, against what would do the same by hand. */
export async function engineSection(): Promise<Section> {
  const tagging = await inPlainProcess<TaggingSeconds>('tagging', TASKS, HEAVY_ROUNDS);
  const invocations = await inPlainProcess<InvocationSeconds>('invocations', 'nothing', INVOCATIONS, ROUNDS);
  const hashes = await inPlainProcess<InvocationSeconds>('invocations', 'hash', HASHES, ROUNDS);
  const few = await fewTasks();
  const many = await inPlainProcess<JobSeconds>('memory', MANY_TASKS);
  const firstTask = figureOf(await secondsToFirstTask(ROUNDS));
  return {
    title: 'Engine',
    about: ABOUT,
    tables: [
      ratesTable(`${grouped(TASKS)} tagging tasks`, TASKS, {
        'the engine': tagging.engine,
        'a loop with csv-parse and csv-stringify': tagging.withLibraries,
        'a loop with csv-parse and no quotes': tagging.withoutQuotes,
      }),
      ratesTable(`${grouped(INVOCATIONS)} invocations of a function that does nothing`, INVOCATIONS, ofInvocations(invocations)),
      ratesTable(`${grouped(HASHES)} invocations of one that hashes a megabyte`, HASHES, ofInvocations(hashes)),
      memoryTable([{ tasks: FEW_TASKS, ...few }, { tasks: MANY_TASKS, ...many }]),
      { head: ['`run` on a synthesized app', 'time'], rows: [['from its start to the end of the first task', spread(firstTask, 's')]] },
    ],
    goals: [
      { what: 'Time of the engine to that of the loop with both libraries', measured: ratioOf(tagging.engine, tagging.withLibraries).median, atMost: 1.3 },
      {
        what: 'Invocations a second to the bare loop\'s, of a function that does nothing',
        measured: ratioOf(invocations.bare, invocations.engine).median,
        atLeast: 0.8,
        ifMissed: INVOCATIONS_MISSED,
      },
      {
        what: 'The same of a function that hashes a megabyte', measured: ratioOf(hashes.bare, hashes.engine).median, atLeast: 0.8,
      },
      { what: `Peak memory of ${grouped(MANY_TASKS)} tasks to that of ${grouped(FEW_TASKS)}`, measured: many.peakMemory / few.peakMemory, atMost: 1.2 },
      { what: 'Seconds of `run` to the first task', measured: firstTask.median, atMost: 2 },
    ],
  };
}

/** The one of several processes whose peak is in the middle. */
async function fewTasks(): Promise<Measured<JobSeconds>> {
  const processes: Measured<JobSeconds>[] = [];
  for (let round = 0; round < MEMORY_ROUNDS; round++) processes.push(await inPlainProcess<JobSeconds>('memory', FEW_TASKS));
  return processes.sort((one, other) => one.peakMemory - other.peakMemory)[Math.floor(MEMORY_ROUNDS / 2)];
}

/** A script of this folder, so that it and the engine are all that its process holds. */
async function inPlainProcess<T>(name: string, ...args: (string | number)[]): Promise<Measured<T>> {
  return measureInChild<T>(plainScript(join(__dirname, `${name}.child.ts`)), { args: args.map(String), typescript: false });
}

function ofInvocations({ engine, bare }: InvocationSeconds) {
  return { 'the engine': engine, 'a bare loop': bare };
}

function memoryTable(jobs: readonly { tasks: number; seconds: number; peakMemory: number }[]): Table {
  return {
    head: ['A process that runs one tagging job', 'peak memory', 'time'],
    rows: jobs.map(({ tasks, seconds, peakMemory }) => [`of ${grouped(tasks)} tasks`, `${Math.round(peakMemory / 1e6)} MB`, `${seconds.toFixed(1)} s`]),
  };
}
