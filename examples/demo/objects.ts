import { createHash } from 'node:crypto';
import type { Cloud, JobDescriptor } from 's3-batch-operations-local';
import { FILES_BUCKET, HASH, MANIFEST } from './app';

type TagMap = { readonly [key: string]: string };

/** The objects of the demo and what is known of them. */
export class DemoObjects {
  /** Makes an object of every file of a folder, and the manifest of them all. */
  static async seed(cloud: Cloud, folder: string): Promise<DemoObjects> {
    await cloud.seed(FILES_BUCKET, folder, { exclude: ['node_modules', '.git'] });
    const keys = await cloud.listKeys(FILES_BUCKET);
    await cloud.putObject(MANIFEST.bucket, MANIFEST.key, keys.map((key) => `${FILES_BUCKET},${encodeKey(key)}\n`).join(''));
    return new DemoObjects(cloud, keys);
  }

  private constructor(private readonly cloud: Cloud, readonly keys: readonly string[]) {}

  get count(): number {
    return this.keys.length;
  }

  /** A few of the keys: the shallowest, which a reader knows best. */
  get shown(): string[] {
    const depth = (key: string) => key.split('/').length;
    return [...this.keys].sort((a, b) => depth(b) - depth(a)).slice(-3);
  }

  async tagsOf(key: string): Promise<TagMap> {
    return this.cloud.objectTags(FILES_BUCKET, key);
  }

  /** How many objects have the tags; others may be there too. */
  async countTagged(tags: TagMap): Promise<number> {
    const found = await Promise.all(this.keys.map((key) => this.tagsOf(key)));
    return found.filter((has) => Object.entries(tags).every(([key, value]) => has[key] === value)).length;
  }

  /** How many objects have the hash of their own bytes in a tag. */
  async countHashed(): Promise<number> {
    const hashed = await Promise.all(this.keys.map(async (key) => {
      const bytes = await this.cloud.readObject(FILES_BUCKET, key);
      return createHash(HASH).update(bytes).digest('hex') === (await this.tagsOf(key))[HASH];
    }));
    return hashed.filter(Boolean).length;
  }
}

/** A key as a CSV manifest has it: encoded as in a URL, slashes as they are. */
function encodeKey(key: string): string {
  return key.split('/').map(encodeURIComponent).join('/');
}

/** The rows of a job's report, and the keys of its files. */
export async function readReport(cloud: Cloud, { JobId, Report }: JobDescriptor): Promise<{ files: string[]; rows: string[] }> {
  const bucket = Report.Bucket!.split(':').pop()!;
  const keys = (await cloud.listKeys(bucket)).filter((key) => key.startsWith(`${Report.Prefix}/job-${JobId}/`));
  const results = await Promise.all(keys.filter((key) => key.endsWith('.csv')).map((key) => cloud.readObject(bucket, key)));
  return {
    files: keys.map((key) => `s3://${bucket}/${key}`),
    rows: results.flatMap((csv) => csv.toString().trimEnd().split('\n')),
  };
}
