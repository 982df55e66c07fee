import { join } from 'node:path';
import type { Cloud, JobDescriptor } from 's3-batch-operations-local';
import { synthesize, type FilesStackProps } from './app';
import { denyToJobs } from './deny';
import type { Display } from './display';
import { readReport, type DemoObjects } from './objects';
import { countOf, tally } from './tally';

const STACK = 'Demo';
const FIRST: FilesStackProps = { tags: { demo: 'first', reviewed: 'no' }, confirmationRequired: false };
const CHANGED: FilesStackProps = { tags: { demo: 'changed' }, confirmationRequired: true };
/** How many rows of a report are shown. */
const SHOWN_ROWS = 2;

export interface ScenarioOptions {
  readonly cloud: Cloud;
  readonly display: Display;
  /** Where the app is synthesized to. */
  readonly folder: string;
  readonly objects: DemoObjects;
  /** An action that the jobs' roles are not to have. */
  readonly deny?: string;
}

/** The demo's course of events. What doesn't come out as it should is collected, and shown at its end. */
export class Scenario {
  private readonly surprises: string[] = [];
  /** Of each deployment so far. */
  private readonly createJobCalls: number[] = [];

  constructor(private readonly options: ScenarioOptions) {}

  /** Plays it, and prints the tally as the last line. Returns whether all came out right. */
  async play(): Promise<boolean> {
    await this.showTags();
    if (await this.deployFirst()) {
      await this.deployUnchanged();
      await this.deployChanged();
      await this.delete();
    }
    return this.conclude();
  }

  private async deployFirst(): Promise<boolean> {
    const { cloud, display, objects } = this.options;
    display.heading(`1. Deploy two jobs: one tags every object with ${JSON.stringify(FIRST.tags)}, one has a function hash its bytes`);
    await this.deploy('first', FIRST, 'CREATE_COMPLETE');
    await this.showTags();
    this.expectEqual('objects with the tags', await objects.countTagged(FIRST.tags), objects.count);
    this.expectEqual('objects with the hash of their bytes', await objects.countHashed(), objects.count);
    for (const job of await cloud.jobs()) {
      await this.showReport(job);
    }
    return this.surprises.length === 0;
  }

  private async deployUnchanged(): Promise<void> {
    this.options.display.heading('2. Deploy the same again; the handler gets an update all the same, which CloudFormation would spare it, and starts no job');
    await this.deploy('unchanged', FIRST, 'UPDATE_COMPLETE');
  }

  private async deployChanged(): Promise<void> {
    this.options.display.heading(`3. Deploy other tags, ${JSON.stringify(CHANGED.tags)}: a new job, which waits for a confirmation`);
    await this.deploy('changed', CHANGED, 'UPDATE_COMPLETE');
    await this.expectLastJob('Suspended');
  }

  private async delete(): Promise<void> {
    const { cloud, display, objects } = this.options;
    display.heading('4. Delete the stack: the job that waits is cancelled');
    const { status } = await cloud.destroy(STACK);
    this.expectEqual('stack status', status, 'DELETE_COMPLETE');
    await this.expectLastJob('Cancelled');
    this.expectEqual('objects with the tags of the cancelled job', await objects.countTagged(CHANGED.tags), 0);
  }

  private async conclude(): Promise<boolean> {
    const { cloud, display, objects, deny } = this.options;
    const counted = tally(await cloud.callCounts(), this.createJobCalls, await cloud.jobs());
    this.expectEqual('CreateJob calls of each deployment', counted.createJobCalls.join(), '2,0,1');
    this.expectEqual('jobs', counted.jobs, 3);
    this.expectEqual('tasks', counted.tasks, 2 * objects.count);
    this.expectEqual('tasks that succeeded', counted.succeeded, 2 * objects.count);
    this.expectEqual('tasks that failed', counted.failed, 0);
    this.expectEqual('cancelled jobs', counted.cancelled, 1);
    display.heading(this.surprises.length === 0 ? 'All of it came out right.' : `Not all of it came out right${deny === undefined ? '' : `, without ${deny}`}:`);
    this.surprises.forEach((surprise) => display.line(`  ${surprise}`));
    for (const { question, choice } of await cloud.metUnknowns()) {
      display.line(`Not documented: ${question} Here: ${String(choice)}.`);
    }
    display.line(JSON.stringify(counted));
    return this.surprises.length === 0;
  }

  private async deploy(name: string, props: FilesStackProps, expectedStatus: string): Promise<void> {
    const { cloud, folder, deny } = this.options;
    const assembly = join(folder, name);
    synthesize(assembly, STACK, props);
    if (deny !== undefined) {
      denyToJobs(assembly, STACK, deny);
    }
    const before = await this.countCreateJobCalls();
    const { status } = await cloud.deploy(assembly);
    this.expectEqual('stack status', status, expectedStatus);
    this.createJobCalls.push(await this.countCreateJobCalls() - before);
  }

  private async countCreateJobCalls(): Promise<number> {
    return countOf(await this.options.cloud.callCounts(), ({ action }) => action === 's3:CreateJob');
  }

  private async showTags(): Promise<void> {
    const { display, objects } = this.options;
    for (const key of objects.shown) {
      display.line(`  tags of ${key}: ${JSON.stringify(await objects.tagsOf(key))}`);
    }
  }

  private async showReport(job: JobDescriptor): Promise<void> {
    const { cloud, display, objects } = this.options;
    const { files, rows } = await readReport(cloud, job);
    files.forEach((file) => display.line(`  ${file}`));
    rows.slice(0, SHOWN_ROWS).forEach((row) => display.line(`    ${row}`));
    this.expectEqual(`rows in the report of job ${job.JobId}`, rows.length, objects.count);
  }

  private async expectLastJob(status: string): Promise<void> {
    this.expectEqual('status of the last job', (await this.options.cloud.jobs()).at(-1)?.Status, status);
  }

  private expectEqual(what: string, found: unknown, expected: unknown): void {
    if (found !== expected) {
      this.surprises.push(`${what}: expected ${String(expected)}, found ${String(found)}`);
    }
  }
}
