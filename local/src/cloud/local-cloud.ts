import { createWriteStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { isForJob } from './caller';
import type { Cloud, Credentials, MetUnknown, ObjectDescription, LocalCloudOptions } from './cloud';
import { assembleCloud, type CloudParts } from './cloud-parts';
import { publishAssets } from '../assembly/publish-assets';
import type { JobDescriptor } from '../engine/job-descriptor';
import { detailsOf, type JobDetails } from '../engine/job-details';
import { checkedStatusUpdate, type RequestedStatus } from '../engine/status-update';
import type { PolicyDocument } from '../policy/document';
import { SECRET_ACCESS_KEY } from '../policy/principals';
import { seedBucket, stagedObjects } from '../seed/seed-bucket';
import type { SeedOptions } from '../seed/seed-options';
import { type AssemblyDeployment, type DeploymentOptions, deployStack, deployStacks } from '../stacks/assembly-deployment';
import type { StackResult } from '../stacks/stacks';
import type { BucketConfiguration } from '../store/object-state';
import { S3Error } from '../store/s3-error';
import { UNKNOWNS } from '../unknowns';

/** A cloud in this process. */
export class LocalCloud implements Cloud {
  static async start(options: LocalCloudOptions = {}): Promise<LocalCloud> {
    return new LocalCloud(await assembleCloud(options));
  }

  private constructor(private readonly parts: CloudParts) {}

  get url(): string {
    return this.parts.server.url;
  }

  async seed(bucket: string, source: string, options?: SeedOptions): Promise<number> {
    return seedBucket(this.parts.store, bucket, source, options, this.parts.engine.choices);
  }

  async putObject(bucket: string, key: string, body: string | Uint8Array): Promise<void> {
    this.requireBucket(bucket);
    await this.parts.store.asOwner().putObject({ bucket, key, body: Buffer.from(body) });
  }

  async deploy(assemblyDirectory: string, stackName?: string, options?: DeploymentOptions) {
    const result = await deployStack(assemblyDirectory, stackName, this.deployment(options));
    this.tellMissingFunctions([result]);
    return result;
  }

  async deployAll(assemblyDirectory: string, stackNames?: readonly string[], options?: DeploymentOptions) {
    const results = await deployStacks(assemblyDirectory, stackNames, this.deployment(options));
    this.tellMissingFunctions(results);
    return results;
  }

  async destroy(stackName: string) {
    return this.parts.stacks.destroy(stackName);
  }

  async createBucket(bucket: string, configuration: BucketConfiguration = {}): Promise<void> {
    this.parts.store.createBucket(bucket, configuration);
  }

  async putRole(roleArn: string, policies: readonly PolicyDocument[]): Promise<Credentials> {
    this.parts.principals.put(roleArn, policies);
    return this.credentialsOf(roleArn);
  }

  async credentialsOf(roleArn: string): Promise<Credentials> {
    const role = this.parts.principals.byArn(roleArn);
    if (!role) throw new Error(`there is no role ${roleArn}; a stack or \`putRole\` makes one`);
    return { accessKeyId: role.accessKeyId, secretAccessKey: SECRET_ACCESS_KEY };
  }

  async listKeys(bucket: string, prefix?: string): Promise<string[]> {
    const keys: string[] = [];
    let keyMarker: string | undefined;
    do {
      const page = await this.parts.store.asOwner().listObjectVersions({ bucket, prefix, keyMarker });
      keys.push(...page.versions.filter(({ isLatest }) => isLatest).map(({ key }) => key));
      keyMarker = page.nextKeyMarker;
    } while (keyMarker !== undefined);
    return keys;
  }

  async readObject(bucket: string, key: string): Promise<Buffer> {
    const { body } = await this.parts.store.asOwner().getObject({ bucket, key });
    return buffer(body);
  }

  async saveObject(bucket: string, key: string, file: string): Promise<void> {
    const { body } = await this.parts.store.asOwner().getObject({ bucket, key });
    await pipeline(body, createWriteStream(file));
  }

  async describeObject(bucket: string, key: string): Promise<ObjectDescription | undefined> {
    try {
      const head = await this.parts.store.asOwner().headObject({ bucket, key });
      return { ...head, tags: await this.objectTags(bucket, key) };
    } catch (error) {
      if (error instanceof S3Error && error.status === 404) return undefined;
      throw error;
    }
  }

  async objectTags(bucket: string, key: string): Promise<{ [key: string]: string }> {
    const { tagSet } = await this.parts.store.asOwner().getObjectTagging({ bucket, key });
    return Object.fromEntries(tagSet.map(({ Key, Value }) => [Key, Value]));
  }

  async jobs(): Promise<JobDescriptor[]> {
    return this.parts.engine.jobs();
  }

  async jobDetails(jobId: string): Promise<JobDetails> {
    const job = this.parts.engine.findJob(jobId);
    if (!job) throw new Error(`there is no job ${jobId}`);
    return detailsOf(job);
  }

  async updateJobStatus(jobId: string, requested: RequestedStatus, reason?: string): Promise<JobDescriptor> {
    const update = checkedStatusUpdate(requested, reason);
    const job = this.parts.engine.updateJobStatus(jobId, update.requested, update.reason);
    // whoever cancels a job this way is here to see it end
    if (requested === 'Cancelled') this.parts.runner.abandon((invocation) => isForJob(invocation, jobId));
    return job;
  }

  async idle(): Promise<void> {
    await this.parts.engine.idle();
  }

  async apiCalls() {
    return this.parts.log.calls;
  }

  async callCounts() {
    return this.parts.log.counts;
  }

  async deploymentRecord() {
    const { functions, askedJobs } = this.parts;
    return { functions: functions.everDeployed, askedJobs: askedJobs.all };
  }

  async metUnknowns(): Promise<readonly MetUnknown[]> {
    const { engine, chosen } = this.parts;
    return engine.metUnknowns().map((name) => ({ name, question: UNKNOWNS[name].question, choice: chosen[name] }));
  }

  async close(): Promise<void> {
    const { closing, runner, server } = this.parts;
    closing.abort();
    await runner.close();
    await server.close();
  }

  private deployment(options?: DeploymentOptions): AssemblyDeployment {
    const { engine, environment, onEvent, stacks, store } = this.parts;
    return {
      ...options,
      stacks,
      stage: async (source, seeding) => {
        const staged = await stagedObjects(store, source, seeding, engine.choices);
        return async (bucket) => {
          // a bucket that a stack makes may have been filled by its name before
          if (await this.isFilled(bucket)) throw new Error(`\`${bucket}\` has been filled already; its objects must have one source`);
          return staged.putInto(store, bucket);
        };
      },
      publish: ({ assets }) => publishAssets(assets, environment, store),
      warn: (stackName, message) => onEvent({ kind: 'warning', stackName, message }),
    };
  }

  private async isFilled(bucket: string): Promise<boolean> {
    const { versions, deleteMarkers = [] } = await this.parts.store.asOwner().listObjectVersions({ bucket, maxKeys: 1 });
    return versions.length + deleteMarkers.length > 0;
  }

  /** A name that is misspelt would have no effect, and nobody would see why. */
  private tellMissingFunctions(results: readonly StackResult[]): void {
    const { endpoints, functions, onEvent } = this.parts;
    if (results.some(({ reason }) => reason !== undefined)) return;
    const stackName = results.map((result) => result.stackName).join(', ');
    for (const name of endpoints.missing(functions.all())) {
      onEvent({ kind: 'warning', stackName, message: `no function that is deployed by now is ${name}, which \`lambdaEndpoints\` names` });
    }
  }

  private requireBucket(bucket: string): void {
    const { store } = this.parts;
    if (!store.hasBucket(bucket)) store.createBucket(bucket);
  }
}
