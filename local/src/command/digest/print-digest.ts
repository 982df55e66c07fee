import { callerText } from './callers';
import { item } from './digest-item';
import { endingSections } from './print-ending';
import { printedJob } from './print-job';
import { shownLines } from './print-shown';
import type { DeniedCalls, DigestedStack, ObjectChange, RunDigest, UnplayedCalls } from './run-digest';
import { grouped } from '../progress/job-progress';
import { printable } from '../progress/printable';

/** A digest as text, at most 80 columns wide but for names and messages that can't be broken. */
export function printedDigest(digest: RunDigest): string {
  const sections = [
    outcomeLines(digest),
    ...digest.stacks.map(stackLines),
    ...digest.jobs.map(printedJob),
    section('Objects before and after:', digest.shown, shownLines),
    section('Changed in buckets:', digest.changed, changeLines),
    section('Denied calls:', digest.denied, denialLines),
    section('Called, and not played here:', digest.unplayed, denialLines),
    ...endingSections(digest),
  ];
  return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function section<Item>(title: string, items: readonly Item[], linesOf: (each: Item) => string[]): string[] {
  return items.length === 0 ? [] : [title, ...items.flatMap(linesOf)];
}

const OUTCOMES: { readonly [outcome in RunDigest['outcome']]: string } = {
  succeeded: 'Succeeded', failed: 'Failed', interrupted: 'Interrupted',
};

function outcomeLines({ outcome, failedBecause, problem, stacks, jobs }: RunDigest): string[] {
  const failedTasks = jobs.reduce((sum, { tasks }) => sum + tasks.failed, 0);
  const facts = [
    deployedText(stacks),
    counted(jobs.length, 'job', 'jobs'),
    ...failedTasks > 0 ? [counted(failedTasks, 'task failed', 'tasks failed')] : [],
  ];
  const why = failedBecause.length === 0 ? '' : `, as ${failedBecause.join(' and ')}`;
  return [...item(`${OUTCOMES[outcome]}${why}: ${facts.join(', ')}.`, 0), ...problem === undefined ? [] : item(problem)];
}

/** One stack may have been deployed several times. */
function deployedText(stacks: readonly DigestedStack[]): string {
  const names = stacks.filter(({ operation, reason }) => operation === 'deploy' && reason === undefined).map(({ name }) => name);
  const distinct = new Set(names).size;
  return `${counted(distinct, 'stack', 'stacks')} deployed${distinct < names.length ? ` in ${grouped(names.length)} deployments` : ''}`;
}

function counted(count: number, one: string, several: string): string {
  return `${grouped(count)} ${count === 1 ? one : several}`;
}

function stackLines({ name, operation, assembly, status, reason, advice }: DigestedStack): string[] {
  return [
    ...item(`Stack ${name}: ${status}${operation === 'delete' ? ', at the end' : ''}`, 0),
    ...assembly === undefined ? [] : item(`of ${assembly}`),
    ...reason === undefined ? [] : item(reason),
    ...advice.flatMap(({ meaning, remedy }) => [...item(meaning), ...item(remedy)]),
  ];
}

function changeLines({ bucket, change, calls, by }: ObjectChange): string[] {
  return item(`${bucket}: ${change} in ${counted(calls, 'call', 'calls')}, by ${callerText(by)}`);
}

function denialLines({ by, action, resource, calls, remedy, code }: UnplayedCalls & Pick<DeniedCalls, 'code'>): string[] {
  return [
    ...item(`${action}, ${counted(calls, 'call', 'calls')} by ${callerText(by)}`),
    ...item(`on ${resource}`, 4),
    ...item(`way out: ${remedy}`, 4),
    ...code === undefined ? [] : code.split('\n').map((line) => `      ${printable(line)}`),
  ];
}
