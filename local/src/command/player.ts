import { resolve } from 'node:path';
import type { PlayedDeployment, PlayedRun, ShownObject } from './digest/run-digest';
import { JobKeeper } from './job-keeper';
import { onInterrupt } from './on-interrupt';
import type { RunPlan } from './options/run-options';
import { prepareBuckets } from './prepare-buckets';
import type { Progress } from './progress/progress';
import { saveReport } from './saved-reports';
import type { AssemblyOverview } from '../assembly/overview';
import type { Cloud } from '../cloud/cloud';
import type { CloudEvent } from '../cloud/cloud-event';
import type { SeededBucket } from '../seed/seeded-bucket';
import type { StackResult } from '../stacks/stacks';

/** Exit status of a program that Ctrl-C has ended, as shells have it. */
export const INTERRUPTED = 130;

/** Plays a run in a cloud: fills buckets, deploys, waits for the jobs, deletes. */
export class Player {
  private readonly keeper: JobKeeper;
  private readonly deployments: PlayedDeployment[] = [];
  private readonly attempts: Promise<void>[] = [];
  private hasBegun = false;
  private problem?: string;

  constructor(
    private readonly plan: RunPlan,
    private readonly overviews: readonly AssemblyOverview[],
    private readonly cloud: Cloud,
    private readonly progress: Progress,
  ) {
    this.keeper = new JobKeeper(cloud, { confirm: plan.confirm, say: (text) => progress.line(text) });
  }

  readonly onEvent = (event: CloudEvent): void => {
    if (event.kind === 'stack') this.hasBegun = true;
    if (event.kind === 'job') this.attempt(this.keeper.look(event.job));
  };

  async play(): Promise<PlayedRun> {
    const { plan, cloud, progress, keeper } = this;
    progress.line(`an account of this machine's own at ${cloud.url}; its clock runs ${plan.cloud.clockFactor} times as fast`);
    const stopListening = onInterrupt(() => {
      progress.line('interrupted: the jobs are cancelled, and write their reports; once more ends all at once');
      this.attempt(keeper.interrupt());
    }, () => process.exit(INTERRUPTED));
    try {
      await prepareBuckets(cloud, { ...plan.buckets, filled: plan.buckets.filled.filter(({ bucket }) => !isPath(bucket)) }, progress);
      const before = await this.shownObjects();
      await this.deployAll();
      await this.settled();
      const after = await this.shownObjects();
      const savedReports = await this.saveReports();
      const deleted = plan.thenDelete && !keeper.isInterrupted ? await this.deleteAll() : [];
      return {
        deployments: this.deployments,
        deleted,
        interrupted: keeper.isInterrupted,
        clockFactor: plan.cloud.clockFactor,
        savedReports,
        shown: plan.show.map((object, index) => ({ ...object, before: before[index], after: after[index] })),
        ...(this.problem !== undefined && { problem: this.problem }),
      };
    } finally {
      stopListening();
    }
  }

  private async deployAll(): Promise<void> {
    const { plan: { assemblies, stacks, jobs, resolve: given }, cloud, keeper } = this;
    for (const [index, assembly] of assemblies.entries()) {
      if (keeper.isInterrupted || this.problem !== undefined) return;
      try {
        const before = await this.createJobCalls();
        const results = await cloud.deployAll(resolve(assembly), stacks, { resolve: given, jobs, objects: this.objectsFor(index) });
        this.deployments.push({ assembly, results, createJobCalls: await this.createJobCalls() - before });
        if (results.some(({ reason }) => reason !== undefined)) return;
      } catch (error) {
        if (!this.hasBegun) throw error;
        this.problem = (error as Error).message;
      }
    }
  }

  /** The buckets to be filled of which this assembly is the first that has them; what none has, the first refuses. */
  private objectsFor(assembly: number): SeededBucket[] {
    const { plan: { buckets }, overviews } = this;
    const firstWith = (path: string) => Math.max(0, overviews.findIndex((overview) => hasBucket(overview, path)));
    return buckets.filled.filter(({ bucket }) => isPath(bucket) && firstWith(bucket) === assembly)
      .map(({ bucket, source, options }) => ({ path: bucket, source: resolve(source), options }));
  }

  private async createJobCalls(): Promise<number> {
    const calls = (await this.cloud.callCounts()).filter(({ action, status }) => action === 's3:CreateJob' && status === 200);
    return calls.reduce((sum, { count }) => sum + count, 0);
  }

  private async shownObjects(): Promise<ShownObject['after'][]> {
    return Promise.all(this.plan.show.map(({ bucket, key }) => this.cloud.describeObject(bucket, key)));
  }

  private async saveReports(): Promise<{ [jobId: string]: string }> {
    const { plan: { reports }, cloud, progress } = this;
    const saved: { [jobId: string]: string } = {};
    if (reports === undefined) return saved;
    for (const job of await cloud.jobs()) {
      const files = await saveReport(cloud, job, reports);
      files.forEach((file) => progress.line(`report: ${file}`));
      if (files.length > 0) saved[job.JobId] = reports;
    }
    return saved;
  }

  private async deleteAll(): Promise<StackResult[]> {
    const names = new Set(this.deployments.flatMap(({ results }) => results).map(({ stackName }) => stackName));
    const deleted: StackResult[] = [];
    for (const name of [...names].reverse()) deleted.push(await this.cloud.destroy(name));
    return deleted;
  }

  /** Begins something that goes on meanwhile; what goes wrong is told at the end. */
  private attempt(doing: Promise<void>): void {
    this.attempts.push(doing.catch((error: Error) => { this.problem ??= error.message; }));
  }

  /** Resolves when no job moves any more, not even by what this run does with it. */
  private async settled(): Promise<void> {
    do {
      await Promise.all(this.attempts.splice(0));
      await this.cloud.idle();
    } while (this.attempts.length > 0);
  }
}

function hasBucket({ buckets }: AssemblyOverview, path: string): boolean {
  return buckets.some((bucket) => bucket.path === path);
}

/** A construct path; no bucket's name has a slash. */
function isPath(bucket: string): boolean {
  return bucket.includes('/');
}
