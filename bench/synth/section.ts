import { growthChart } from './chart';
import type { Sharing } from './deployment';
import { measureImports, type ImportSeconds } from './importing';
import { measureSyntheses, WAYS, type Measurement, type Synthesis, type Way } from './synthesis';
import type { Measured } from '../measure/child';
import { figureOf, ratioOf, spread } from '../measure/samples';
import type { Goal, Section, Table } from '../measure/section';

const ROUNDS = 5;
const IMPORT_ROUNDS = 7;
/** What CloudFormation takes in one stack. */
const MOST_RESOURCES = 500;

const ABOUT = `Stacks of N jobs that tag what lies under a prefix, report, and are waited for: by this library, by the CDK's provider framework with
\`onEvent\`, \`isComplete\` and a handler that a careful user writes for them (bench/synth/provider-handler), and by
\`AwsCustomResource\`, which can't wait, so that a job which fails is a successful deployment. Two buckets count in each, and the log groups
of functions, which keep their lines for a month. The user's handler for the framework relies on the AWS SDK of Lambda's runtime;
this library's brings the clients that it was tested with.

A role each: every job has a role and a prefix of its own. One role: all jobs have the same role and the same prefix, so that the role's
policy doesn't grow; with a prefix each, it does. Each stack is synthesized in a process of its own, after one of a single job, so that
the time has no loading of modules in it: from the first construct to the written assembly, which takes the copying of assets too.
\`AwsCustomResource\` is measured once, beside the others.
Validation by aws-cdk-lib's own linter, which is new since 2.262, is off.

Importing is the loading of modules into a fresh process: of the library's, and of those of aws-cdk-lib and constructs that it takes to
declare a job. aws-cdk-lib loads most of its own only when they are first used, the library all of its own at once; so the two are
compared once everything is loaded that a job takes.`;

/** The constructs, against the other ways to a job; with the chart of how their templates grow. */
export async function synthSection(): Promise<Section> {
  const measurements = await measureSyntheses(ROUNDS);
  const imports = await measureImports(IMPORT_ROUNDS);
  return {
    title: 'Synthesis',
    about: ABOUT,
    tables: [
      ...sharingsOf(measurements).map((sharing) => sizesTable(sharing, measurements)),
      growthTable(measurements), assetsTable(measurements), importsTable(imports),
    ],
    goals: [...sizeGoals(measurements), ...costGoals(measurements), importGoal(imports)],
    chart: growthChart(measurements),
  };
}

function sharingsOf(measurements: readonly Measurement[]): Sharing[] {
  return [...new Set(measurements.map(({ sharing }) => sharing))];
}

function sizesTable(sharing: Sharing, measurements: readonly Measurement[]): Table {
  const rows = measurements.filter((each) => each.sharing === sharing).flatMap(({ jobs, syntheses }) => WAYS.map((way) => {
    const samples = syntheses[way];
    return [String(jobs), way, resourcesOf(samples[0]), kilobytes(samples[0].templateBytes), ...costs(samples)];
  }));
  return { head: [`Jobs, ${sharing}`, '', 'resources', 'template', 'time', 'peak memory'], rows };
}

function resourcesOf({ resources }: Synthesis): string {
  return resources > MOST_RESOURCES ? `${resources}, too many` : String(resources);
}

function costs(samples: readonly Measured<Synthesis>[]): string[] {
  return [
    spread(figureOf(samples.map(({ seconds }) => seconds)), 's'),
    spread(figureOf(samples.map(({ peakMemory }) => peakMemory / 1e6)), 'MB', 0),
  ];
}

/** What each job costs after the first. */
function growthTable(measurements: readonly Measurement[]): Table {
  const bySharing = sharingsOf(measurements).map((sharing) => measurements.filter((each) => each.sharing === sharing));
  const rows = bySharing.filter(({ length }) => length > 1).flatMap((sizes) => WAYS.map((way) => {
    const [first, last] = [sizes[0], sizes[sizes.length - 1]];
    const perJob = (measure: (sample: Measured<Synthesis>) => number) => {
      const [least, most] = [first, last].map(({ syntheses }) => figureOf(syntheses[way].map(measure)).median);
      return (most - least) / (last.jobs - first.jobs);
    };
    return [
      first.sharing, way, perJob(({ resources }) => resources).toFixed(2), perJob(({ templateBytes }) => templateBytes).toFixed(0),
      perJob(({ seconds }) => seconds * 1000).toFixed(1), perJob(({ peakMemory }) => peakMemory / 1e6).toFixed(2),
    ];
  }));
  return { head: ['Each further job', '', 'resources', 'bytes', 'ms', 'MB'], rows };
}

function assetsTable([{ syntheses }]: readonly Measurement[]): Table {
  return { head: ['Code of the functions, unzipped', 'size'], rows: WAYS.map((way) => [way, kilobytes(syntheses[way][0].assetBytes)]) };
}

function importsTable({ library, peers, both }: ImportSeconds): Table {
  const row = (what: string, seconds: readonly number[]) => [what, spread(figureOf(seconds.map((each) => each * 1000)), 'ms', 0)];
  return {
    head: ['Importing', 'time'],
    rows: [
      row('the library and what it uses', both),
      row('what it uses alone', peers),
      row('the library, before the first use of anything', library),
    ],
  };
}

function sizeGoals(measurements: readonly Measurement[]): Goal[] {
  const at = (jobs: number, sharing: Sharing) => {
    const { syntheses } = measurements.find((each) => each.jobs === jobs && each.sharing === sharing)!;
    const [ours] = syntheses['this library'];
    return { resources: ours.resources, bytes: ours.templateBytes / syntheses.Provider[0].templateBytes };
  };
  const goals = (jobs: number, sharing: Sharing, resources: number, bytes: number, ifMissed?: string): Goal[] => {
    const measured = at(jobs, sharing);
    const where = `${jobs} job${jobs > 1 ? 's' : ''}, ${sharing}`;
    return [
      { what: `Resources, ${where}`, measured: measured.resources, atMost: resources },
      { what: `Template to the Provider's, ${where}`, measured: measured.bytes, atMost: bytes, ifMissed },
    ];
  };
  return [...goals(1, 'a role each', 11, 0.5), ...goals(100, 'a role each', 310, 1), ...goals(100, 'one role', 112, 0.95, SHARED_ROLE_MISSED)];
}

const TIME_MISSED = `from 100 jobs on both take about the same time, and which of them takes less is for the machine's other work to say. Most of it
  is the CDK's own, for roles and policies that both have`;

const MEMORY_MISSED = `up to 10 jobs it is less, and from 100 on more by some 4 MB, as many for 150 jobs as for 100: Node.js keeps the text of the library's 150 files, of
  which the source maps are the larger part. As one file without them, the library takes as much as the Provider`;

const IMPORT_MISSED = 'the library is 150 files, each of which has to be found and read, and the source maps in them are more than half of what is read';

const SHARED_ROLE_MISSED = `what a job says here and not to the Provider is how long it is waited for and until when CloudFormation has to have an answer (85
  bytes), a fingerprint by which \`cdk diff\` shows whether a new run will start (36), and that it waits for the policy by which the handler may use the role (48)`;

/** The worst of all sizes that the goals are about. */
function costGoals(measurements: readonly Measurement[]): Goal[] {
  const sizes = measurements.filter(({ sharing }) => sharing !== 'one role, a prefix each');
  const worst = (measure: (sample: Measured<Synthesis>) => number) => Math.max(...sizes.map(({ syntheses }) => {
    const samples = (way: Way) => syntheses[way].map(measure);
    return ratioOf(samples('this library'), samples('Provider')).median;
  }));
  return [
    { what: 'Time of synthesis to the Provider\'s, at worst', measured: worst(({ seconds }) => seconds), atMost: 1, ifMissed: TIME_MISSED },
    { what: 'Peak memory to the Provider\'s, at worst', measured: worst(({ peakMemory }) => peakMemory), atMost: 1, ifMissed: MEMORY_MISSED },
  ];
}

function importGoal({ both, peers }: ImportSeconds): Goal {
  const measured = ratioOf(both, peers).median;
  return { what: 'Importing the library and what it uses, to what it uses alone', measured, atMost: 1.15, ifMissed: IMPORT_MISSED };
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`;
}
