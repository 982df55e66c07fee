import { join } from 'node:path';
import type { ApiCall, Cloud, JobDescriptor, StackResult } from 's3-batch-operations-local';
import { FILES_BUCKET, REPORT_PREFIX, synthesize, type TagFilesStackProps } from './app';
import { denyToJobs } from './deny';
import type { Display } from './display';
import { tally, type Tally } from './tally';

const STACK = 'TagFiles';
const FIRST: TagFilesStackProps = { tags: { demo: 'first', reviewed: 'no' }, confirmationRequired: false };
const CHANGED: TagFilesStackProps = { tags: { demo: 'changed' }, confirmationRequired: true };
/** How many objects and rows of the report are shown. */
const SHOWN = 3;

export interface ScenarioOptions {
  readonly cloud: Cloud;
  readonly display: Display;
  /** Where the app is synthesized to. */
  readonly folder: string;
  /** The folder whose files become objects. */
  readonly objects: string;
  /** An action that the job's role is not to have. */
  readonly deny?: string;
}

/** The demo's course of events. What doesn't come out as it should is collected, and shown at its end. */
export class Scenario {
  private readonly surprises: string[] = [];
  private readonly deployments: ApiCall[][] = [];
  private callsSeen = 0;
  private keys: string[] = [];

  constructor(private readonly options: ScenarioOptions) {}

  /** Plays it, and prints the tally as the last line. Returns whether all came out right. */
  async play(): Promise<boolean> {
    await this.seed();
    let deletion: ApiCall[] = [];
    if (await this.deployFirst()) {
      await this.deployUnchanged();
      await this.deployChanged();
      deletion = await this.delete();
    }
    return this.conclude(tally(this.deployments, deletion));
  }

  private conclude(counted: Tally): boolean {
    const { display } = this.options;
    this.expect(counted.jobs === 2 && counted.createJobCalls.join() === '1,0,1', 'two jobs of two CreateJob calls', counted.createJobCalls);
    this.expect(counted.succeeded === this.keys.length, `${this.keys.length} tasks succeeded`, counted.succeeded);
    this.expect(counted.failed === 0, 'no task failed', counted.failed);
    this.expect(counted.cancelled === 1, 'one job cancelled', counted.cancelled);
    display.heading(this.surprises.length === 0 ? 'All of it came out right.' : 'Not all of it came out right:');
    this.surprises.forEach((surprise) => display.line(`  ${surprise}`));
    display.line(JSON.stringify(counted));
    return this.surprises.length === 0;
  }

  private async seed(): Promise<void> {
    const { cloud, display, objects } = this.options;
    const count = await cloud.seed(FILES_BUCKET, objects, { exclude: ['node_modules', '.git'] });
    this.keys = await cloud.listKeys(FILES_BUCKET);
    display.line(`s3://${FILES_BUCKET} holds ${count} objects: the files of ${objects}`);
    await this.showTags();
  }

  private async deployFirst(): Promise<boolean> {
    const { cloud, display } = this.options;
    display.heading(`1. Deploy a job that tags every object with ${JSON.stringify(FIRST.tags)}`);
    const result = await this.deploy('first', FIRST);
    this.expect(result.status === 'CREATE_COMPLETE', 'CREATE_COMPLETE', result.status);
    const [job] = await cloud.jobs();
    await this.showTags();
    const tagged = await this.countTagged(FIRST.tags);
    this.expect(tagged === this.keys.length, `${this.keys.length} objects with the tags`, tagged);
    if (job !== undefined) {
      await this.showReport(job);
    }
    return result.status === 'CREATE_COMPLETE';
  }

  private async deployUnchanged(): Promise<void> {
    this.options.display.heading('2. Deploy the same again: the handler is asked, and starts no job');
    const result = await this.deploy('unchanged', FIRST);
    this.expect(result.status === 'UPDATE_COMPLETE', 'UPDATE_COMPLETE', result.status);
  }

  private async deployChanged(): Promise<void> {
    const { cloud, display } = this.options;
    display.heading(`3. Deploy other tags, ${JSON.stringify(CHANGED.tags)}: a new job, which waits for a confirmation`);
    const result = await this.deploy('changed', CHANGED);
    const job = (await cloud.jobs()).at(-1);
    this.expect(result.status === 'UPDATE_COMPLETE', 'UPDATE_COMPLETE', result.status);
    this.expect(job?.Status === 'Suspended', 'a Suspended job', job?.Status);
  }

  private async delete(): Promise<ApiCall[]> {
    const { cloud, display } = this.options;
    display.heading('4. Delete the stack: the job that waits is cancelled');
    const result = await cloud.destroy(STACK);
    const job = (await cloud.jobs()).at(-1);
    this.expect(result.status === 'DELETE_COMPLETE', 'DELETE_COMPLETE', result.status);
    this.expect(job?.Status === 'Cancelled', 'a Cancelled job', job?.Status);
    const tagged = await this.countTagged(CHANGED.tags);
    this.expect(tagged === 0, 'no object with the new tags', tagged);
    return this.newCalls();
  }

  private async deploy(name: string, props: TagFilesStackProps): Promise<StackResult> {
    const { cloud, folder, deny } = this.options;
    const assembly = join(folder, name);
    synthesize(assembly, props);
    if (deny !== undefined) {
      denyToJobs(assembly, STACK, deny);
    }
    const result = await cloud.deploy(assembly);
    this.deployments.push(await this.newCalls());
    return result;
  }

  private async newCalls(): Promise<ApiCall[]> {
    const calls = (await this.options.cloud.apiCalls()).slice(this.callsSeen);
    this.callsSeen += calls.length;
    return calls;
  }

  private async showTags(): Promise<void> {
    const { cloud, display } = this.options;
    for (const key of shown(this.keys)) {
      display.line(`  tags of ${key}: ${JSON.stringify(await cloud.objectTags(FILES_BUCKET, key))}`);
    }
  }

  private async countTagged(tags: TagFilesStackProps['tags']): Promise<number> {
    const { cloud } = this.options;
    const all = await Promise.all(this.keys.map((key) => cloud.objectTags(FILES_BUCKET, key)));
    return all.filter((found) => JSON.stringify(sorted(found)) === JSON.stringify(sorted(tags))).length;
  }

  private async showReport({ JobId, Report }: JobDescriptor): Promise<void> {
    const { cloud, display } = this.options;
    const bucket = Report.Bucket!.split(':').pop()!;
    const rows: string[] = [];
    for (const key of await cloud.listKeys(bucket)) {
      if (key.startsWith(`${REPORT_PREFIX}/job-${JobId}/`)) {
        display.line(`  s3://${bucket}/${key}`);
        rows.push(...(key.endsWith('.csv') ? await this.readRows(bucket, key) : []));
      }
    }
    rows.slice(0, SHOWN).forEach((row) => display.line(`    ${row}`));
    this.expect(rows.length === this.keys.length, `${this.keys.length} rows in the report`, rows.length);
  }

  private async readRows(bucket: string, key: string): Promise<string[]> {
    return (await this.options.cloud.readObject(bucket, key)).toString().trimEnd().split('\n');
  }

  private expect(isTrue: boolean, expected: string, found: unknown): void {
    if (!isTrue) {
      this.surprises.push(`expected ${expected}, found: ${JSON.stringify(found)}`);
    }
  }
}

function sorted(tags: TagFilesStackProps['tags']): [string, string][] {
  return Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A few of the keys: the shallowest, which a reader knows best. */
function shown(keys: readonly string[]): string[] {
  const depth = (key: string) => key.split('/').length;
  return [...keys].sort((a, b) => depth(b) - depth(a)).slice(-SHOWN);
}
