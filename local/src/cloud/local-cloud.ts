import { buffer } from 'node:stream/consumers';
import type { Cloud } from './cloud';
import { assembleCloud, type CloudParts, type LocalCloudOptions } from './cloud-parts';
import { readCloudAssembly, type StackArtifact } from '../assembly/cloud-assembly';
import { publishAssets } from '../assembly/publish-assets';
import type { JobDescriptor } from '../engine/job-descriptor';
import { seedFolder, type SeedFolderOptions } from '../seed/seed-folder';

/** A cloud in this process. */
export class LocalCloud implements Cloud {
  static async start(options: LocalCloudOptions = {}): Promise<LocalCloud> {
    return new LocalCloud(await assembleCloud(options));
  }

  private constructor(private readonly parts: CloudParts) {}

  get url(): string {
    return this.parts.server.url;
  }

  async seed(bucket: string, folder: string, options?: SeedFolderOptions): Promise<number> {
    this.requireBucket(bucket);
    return seedFolder(this.parts.store, bucket, folder, options);
  }

  async putObject(bucket: string, key: string, body: string | Uint8Array): Promise<void> {
    this.requireBucket(bucket);
    await this.parts.store.asOwner().putObject({ bucket, key, body: Buffer.from(body) });
  }

  async deploy(assemblyDirectory: string, stackName?: string) {
    const stack = stackIn(assemblyDirectory, stackName);
    publishAssets(stack.assets, this.parts.environment, this.parts.store);
    return this.parts.stacks.deploy(stack);
  }

  async destroy(stackName: string) {
    return this.parts.stacks.destroy(stackName);
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

  async close(): Promise<void> {
    const { closing, runner, server } = this.parts;
    closing.abort();
    await runner.close();
    await server.close();
  }

  private requireBucket(bucket: string): void {
    const { store } = this.parts;
    if (!store.hasBucket(bucket)) store.createBucket(bucket);
  }
}

function stackIn(assemblyDirectory: string, stackName: string | undefined): StackArtifact {
  const stacks = readCloudAssembly(assemblyDirectory);
  const candidates = stackName === undefined ? stacks : stacks.filter(({ name }) => name === stackName);
  if (candidates.length === 1) return candidates[0];
  const names = stacks.map(({ name }) => name).join(', ') || 'none';
  throw new Error(stackName === undefined
    ? `the assembly ${assemblyDirectory} must have one stack, or one must be named; it has: ${names}`
    : `the assembly ${assemblyDirectory} has no stack ${stackName}; it has: ${names}`);
}
