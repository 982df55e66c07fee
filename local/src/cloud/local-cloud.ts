import { buffer } from 'node:stream/consumers';
import type { Cloud, Credentials, MetUnknown } from './cloud';
import { assembleCloud, type CloudParts, type LocalCloudOptions } from './cloud-parts';
import { publishAssets } from '../assembly/publish-assets';
import type { JobDescriptor } from '../engine/job-descriptor';
import type { PolicyDocument } from '../policy/document';
import { SECRET_ACCESS_KEY } from '../policy/principals';
import { seedBucket } from '../seed/seed-bucket';
import type { SeedOptions } from '../seed/seed-options';
import { type AssemblyDeployment, type DeploymentOptions, deployStack, deployStacks } from '../stacks/assembly-deployment';
import type { BucketConfiguration } from '../store/object-state';
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
    return deployStack(assemblyDirectory, stackName, this.deployment(options));
  }

  async deployAll(assemblyDirectory: string, stackNames?: readonly string[], options?: DeploymentOptions) {
    return deployStacks(assemblyDirectory, stackNames, this.deployment(options));
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

  async listKeys(bucket: string): Promise<string[]> {
    const keys: string[] = [];
    let keyMarker: string | undefined;
    do {
      const page = await this.parts.store.asOwner().listObjectVersions({ bucket, keyMarker });
      keys.push(...page.versions.filter(({ isLatest }) => isLatest).map(({ key }) => key));
      keyMarker = page.nextKeyMarker;
    } while (keyMarker !== undefined);
    return keys;
  }

  async readObject(bucket: string, key: string): Promise<Buffer> {
    const { body } = await this.parts.store.asOwner().getObject({ bucket, key });
    return buffer(body);
  }

  async objectTags(bucket: string, key: string): Promise<{ [key: string]: string }> {
    const { tagSet } = await this.parts.store.asOwner().getObjectTagging({ bucket, key });
    return Object.fromEntries(tagSet.map(({ Key, Value }) => [Key, Value]));
  }

  async jobs(): Promise<JobDescriptor[]> {
    const { engine } = this.parts;
    const ids: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = engine.listJobs({ nextToken });
      ids.push(...page.jobs.map(({ JobId }) => JobId));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return ids.reverse().map((id) => engine.describeJob(id));
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
    const { environment, onEvent, stacks, store } = this.parts;
    return {
      ...options,
      stacks,
      publish: ({ assets }) => publishAssets(assets, environment, store),
      warn: (stackName, message) => onEvent({ kind: 'warning', stackName, message }),
    };
  }

  private requireBucket(bucket: string): void {
    const { store } = this.parts;
    if (!store.hasBucket(bucket)) store.createBucket(bucket);
  }
}
