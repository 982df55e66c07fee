import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runHandler } from './run-handler';
import { stageKeys } from './staging';
import { waitAsHere, waitAsProvider, type HourOfWaiting } from './waiting';
import { createEvent, properties } from '../../test/lambda/events';
import { interleaved } from '../measure/interleaved';
import { secondsToLoad } from '../measure/loading';
import { grouped } from '../measure/rates';
import { figureOf, ratioOf, spread } from '../measure/samples';
import type { Section, Table } from '../measure/section';

const ROUNDS = 7;
const STAGING_ROUNDS = 3;
const KEYS = 1_000_000;
const HANDLER = join(process.cwd(), 'assets', 'handler');
const CLIENTS = ['s3-control', 's3', 'lambda', 'cloudformation'].map((name) => require.resolve(`@aws-sdk/client-${name}`));

const ABOUT = `The function that is deployed, assets/handler, as plain Node.js runs it on this machine, which is faster than a function with 256 MB is.
S3, CloudFormation and the ResponseURL are a server on this machine that answers at once.

Loaded is what the creation of a job takes, with the files that are only loaded when they are asked for; the SDK's clients, as npm
installs them, are loaded by \`require\`. Both are on the disk of a process that has loaded nothing else. From the event to CreateJob there are
a look for jobs of an earlier delivery of the event, and one at the stack: in a process that has loaded nothing but the handler, and in
one that has served an event before. Keys are staged from an asset of encoded keys of 60 characters to a manifest.

An hour of waiting is that of one job, by the handler's rules with a clock that has no time to lose, and by arithmetic from what is documented of the
provider framework, whose state machine calls a function of the framework's every 30 seconds, and that the user's \`isComplete\`; each
call is taken to be billed for 100 ms, and the user's function to have the memory that Lambda gives by default. A function that sleeps is paid for, and
has one unit of the account's concurrency; that is the price of having one function and no state machine (docs/adr/001).`;

/** The function that is deployed, against the clients that it consists of. */
export async function handlerSection(): Promise<Section> {
  const loaded = await filesOfCreation();
  const loading = await interleaved(ROUNDS, {
    handler: () => secondsToLoad(loaded),
    s3Control: () => secondsToLoad(CLIENTS.slice(0, 1)),
    clients: () => secondsToLoad(CLIENTS),
  });
  const { creation: creations } = await interleaved(ROUNDS, { creation: createTwice });
  const { staging: stagings } = await interleaved(STAGING_ROUNDS, { staging: () => stageKeys(KEYS) });
  return {
    title: 'Handler',
    about: ABOUT,
    tables: [
      sizesTable(loaded),
      {
        head: ['Loading', 'time'],
        rows: [
          ['the handler, as far as a creation takes', milliseconds(loading.handler)],
          ['`@aws-sdk/client-s3-control`', milliseconds(loading.s3Control)],
          ['the four clients', milliseconds(loading.clients)],
        ],
      },
      {
        head: ['From the event to CreateJob', 'time', 'peak memory of the process'],
        rows: [
          ['the first event', milliseconds(creations.map(({ first }) => first)), megabytes(creations)],
          ['the next', milliseconds(creations.map(({ next }) => next)), ''],
          [`with ${grouped(KEYS)} keys to stage`, spread(figureOf(stagings.map(({ seconds }) => seconds)), 's'), megabytes(stagings)],
        ],
      },
      waitingTable({ 'here': await waitAsHere(), 'provider framework': waitAsProvider() }),
    ],
    goals: [
      { what: 'Loading the handler, to `@aws-sdk/client-s3-control` alone', measured: ratioOf(loading.handler, loading.s3Control).median, atMost: 1 },
    ],
  };
}

/** Which files of the handler the creation of a job loads, in their order. */
async function filesOfCreation(): Promise<string[]> {
  const { loaded } = await runHandler([creationOf('Job')], { isTraced: true });
  return loaded.map((url) => fileURLToPath(url));
}

function creationOf(logicalId: string) {
  return { ...createEvent(properties({ wait: { until: 'created' } }), logicalId), LogicalResourceId: logicalId };
}

async function createTwice(): Promise<{ first: number; next: number; peakMemory: number }> {
  const { begunAt, createdAt, peakMemory } = await runHandler([creationOf('First'), creationOf('Next')]);
  const [first, next] = createdAt.map((at, index) => (at - begunAt[index]) / 1000);
  return { first, next, peakMemory };
}

function sizesTable(loaded: readonly string[]): Table {
  const isLoaded = new Set(loaded.map((path) => basename(path)));
  const bytesOf = (files: readonly string[]) => files.reduce((sum, file) => sum + statSync(join(HANDLER, file)).size, 0);
  const all = readdirSync(HANDLER);
  const row = (what: string, files: readonly string[]) => [what, String(files.length), `${(bytesOf(files) / 1000).toFixed(1)} KB`];
  return {
    head: ['Bundle', 'files', 'size'],
    rows: [row('as it is deployed', all), row('loaded by the creation of a job', all.filter((file) => isLoaded.has(file)))],
  };
}

function waitingTable(ways: { readonly [way: string]: HourOfWaiting }): Table {
  const rows: readonly (readonly [string, (hour: HourOfWaiting) => number])[] = [
    ['DescribeJob', ({ describeJob }) => describeJob],
    ['DescribeStacks', ({ describeStacks }) => describeStacks],
    ['invocations of functions', ({ invocations }) => invocations],
    ['Lambda seconds', ({ lambdaSeconds }) => lambdaSeconds],
    ['Lambda GB-seconds', ({ lambdaSeconds, memory }) => lambdaSeconds * memory / 1024],
    ['transitions of a state machine', ({ stateTransitions }) => stateTransitions],
  ];
  return { head: ['An hour of waiting', ...Object.keys(ways)], rows: rows.map(([what, figure]) => [what, ...Object.values(ways).map((way) => grouped(figure(way)))]) };
}

function milliseconds(seconds: readonly number[]): string {
  return spread(figureOf(seconds.map((each) => each * 1000)), 'ms', 0);
}

function megabytes(processes: readonly { readonly peakMemory: number }[]): string {
  return spread(figureOf(processes.map(({ peakMemory }) => peakMemory / 1e6)), 'MB', 0);
}
