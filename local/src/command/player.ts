import { resolve } from 'node:path';
import { reportsOf } from './digest/report-place';
import type { PlayedDeployment, PlayedRun } from './digest/run-digest';
import type { Interruption } from './interruption';
import { JobKeeper } from './job-keeper';
import { objectsOfAssembly } from './objects-of-assembly';
import { isPath } from './options/object-options';
import type { RunPlan } from './options/run-options';
import { prepareBuckets } from './prepare-buckets';
import type { Progress } from './progress/progress';
import { saveReport } from './saved-reports';
import { ShownObjects } from './shown-objects';
import { unusedBuckets } from './unused-buckets';
import type { AssemblyOverview } from '../assembly/overview';
import { BUCKET_TYPE } from '../assembly/resource-types';
import type { Cloud } from '../cloud/cloud';
import type { CloudEvent } from '../cloud/cloud-event';
import type { StackResult } from '../stacks/stacks';

/** Real milliseconds in which a deployment is to end once it is interrupted and no job moves any more. */
const PATIENCE = 10_000;

/** What a run is played with. */
export interface PlayerOptions {
  readonly plan: RunPlan;
  /** Of the plan's assemblies. */
  readonly overviews: readonly AssemblyOverview[];
  readonly cloud: Cloud;
  readonly progress: Pick<Progress, 'line'>;
  readonly interruption: Interruption;
  /** Waits for so many real milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Plays a run in a cloud: fills buckets, deploys, waits for the jobs, deletes. */
export class Player {
  private readonly keeper: JobKeeper;
  private readonly shown: ShownObjects;
  private readonly deployments: PlayedDeployment[] = [];
  private readonly attempts: Promise<void>[] = [];
  private begun = false;
  private hasDeployed = false;
  private problem?: string;

  constructor(private readonly options: PlayerOptions) {
    const { plan, overviews, cloud, progress, interruption } = options;
    this.keeper = new JobKeeper(cloud, { confirm: plan.confirm, interruption, say: (text) => progress.line(text) });
    this.shown = new ShownObjects(cloud, plan.show, overviews);
  }

  /** Whether a stack has been touched. */
  get hasBegun(): boolean {
    return this.begun;
  }

  readonly onEvent = (event: CloudEvent): void => {
    if (event.kind === 'stack') this.begun = true;
    if (event.kind === 'job') this.attempt(this.keeper.look(event.job));
    if (event.kind !== 'resource') return;
    this.shown.bucketIsThere(event);
    // that it is filled is told as the reason
    const { type, status, physicalId, reason } = event;
    if (type === BUCKET_TYPE && status === 'CREATE_COMPLETE' && reason !== undefined) this.options.progress.line(`s3://${physicalId} is ${reason}`);
  };

  async play(): Promise<PlayedRun> {
    const { plan, cloud, progress, interruption } = this.options;
    progress.line(`an account of this machine's own at ${cloud.url}; its clock runs ${plan.cloud.clockFactor} times as fast`);
    await prepareBuckets(cloud, { ...plan.buckets, filled: plan.buckets.filled.filter(({ bucket }) => !isPath(bucket)) }, progress);
    await this.shown.lookBefore();
    const deployed = this.deployAll().then(() => { this.hasDeployed = true; });
    await Promise.race([deployed, interruption.happened.then(() => this.giveUp())]);
    await this.settled();
    const shown = await this.shown.digested();
    const savedReports = await this.saveReports();
    await this.tellOfUnusedBuckets();
    const isToBeDeleted = plan.thenDelete && !interruption.hasHappened;
    // a bucket that a stack made goes with it
    const reports = isToBeDeleted ? await reportsOf(cloud) : undefined;
    const deleted = isToBeDeleted ? await this.deleteAll() : [];
    return {
      deployments: this.deployments,
      deleted,
      ...(reports && { reports }),
      interrupted: interruption.hasHappened,
      clockFactor: plan.cloud.clockFactor,
      savedReports,
      shown,
      ...(this.problem !== undefined && { problem: this.problem }),
    };
  }

  private async deployAll(): Promise<void> {
    const { plan: { assemblies, stacks, jobs, resolve: given, buckets }, overviews, cloud, interruption } = this.options;
    for (const [index, assembly] of assemblies.entries()) {
      if (interruption.hasHappened || this.problem !== undefined) return;
      try {
        const before = await this.createJobCalls();
        const objects = objectsOfAssembly(index, buckets, overviews);
        const results = await cloud.deployAll(resolve(assembly), stacks, { resolve: given, jobs, objects });
        this.deployments.push({ assembly, results, createJobCalls: await this.createJobCalls() - before });
        if (results.some(({ reason }) => reason !== undefined)) return;
      } catch (error) {
        if (!this.begun) throw error;
        this.problem = (error as Error).message;
      }
    }
  }

  /** Cancels the jobs, and waits for the deployment for some time: what it waits for besides may never come. */
  private async giveUp(): Promise<void> {
    this.attempt(this.keeper.cancelAll());
    await this.settled();
    await this.options.pause(PATIENCE);
    if (!this.hasDeployed) this.problem ??= 'the deployment went on after its jobs had ended, and was given up';
  }

  private async createJobCalls(): Promise<number> {
    const calls = (await this.options.cloud.callCounts()).filter(({ action, status }) => action === 's3:CreateJob' && status === 200);
    return calls.reduce((sum, { count }) => sum + count, 0);
  }

  /** Copies the jobs' reports; one that can't be copied takes nothing from the others. */
  private async saveReports(): Promise<{ [jobId: string]: string }> {
    const { plan: { reports }, cloud, progress } = this.options;
    const saved: { [jobId: string]: string } = {};
    if (reports === undefined) return saved;
    for (const job of await cloud.jobs()) {
      try {
        const files = await saveReport(cloud, job, reports);
        files.forEach((file) => progress.line(`report: ${file}`));
        if (files.length > 0) saved[job.JobId] = reports;
      } catch (error) {
        this.problem ??= `the report of the job ${job.JobId} can't be copied: ${(error as Error).message}`;
      }
    }
    return saved;
  }

  private async tellOfUnusedBuckets(): Promise<void> {
    const { plan: { buckets }, cloud, progress } = this.options;
    for (const bucket of unusedBuckets(buckets, await cloud.callCounts())) progress.line(`note: nothing has asked for the bucket ${bucket}, which --objects fills`);
  }

  private async deleteAll(): Promise<StackResult[]> {
    const names = new Set(this.deployments.flatMap(({ results }) => results).map(({ stackName }) => stackName));
    const deleted: StackResult[] = [];
    for (const name of [...names].reverse()) deleted.push(await this.options.cloud.destroy(name));
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
      await this.options.cloud.idle();
    } while (this.attempts.length > 0);
  }
}
