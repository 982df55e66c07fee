import { type DeclaredResource, resourceNamed } from '../assembly/declared-resource';
import { BUCKET_TYPE } from '../assembly/resource-types';
import { awaitedInPlace } from '../seed/in-place';
import type { SeedOptions } from '../seed/seed-options';
import type { SeededBucket } from '../seed/seeded-bucket';

/** Reads a source of objects to its end; what it returns puts them into a bucket, once, and says how many versions they were. */
export type StageObjects = (source: string, options: SeedOptions) => Promise<(bucket: string) => Promise<number>>;

interface Filling {
  readonly path: string;
  readonly source: string;
  readonly putInto: (bucket: string) => Promise<number>;
}

/** The buckets that a deployment fills as soon as they are made. */
export class BucketFilling {
  /**
   * Reads all sources: one that is broken is an error before anything is filled.
   * @param resources of the stacks that are deployed
   * @param isThere whether a bucket was made by an earlier deployment; it isn't filled again
   */
  static async of(
    objects: readonly SeededBucket[], resources: readonly DeclaredResource[], isThere: (bucket: DeclaredResource) => boolean, stage: StageObjects,
  ): Promise<BucketFilling> {
    const buckets = resources.filter(({ declaration: { Type } }) => Type === BUCKET_TYPE);
    const named = objects.map((object) => ({ object, bucket: resourceNamed(buckets, object.path, 'bucket') }));
    const sources = new Map<DeclaredResource, string>();
    for (const { object: { source, options }, bucket } of named) {
      if (sources.has(bucket)) throw new Error(`the objects of ${bucket.path} must have one source, got: ${sources.get(bucket)} and ${source}`);
      if (options?.versioned !== undefined) {
        throw new Error(`\`versioned\` is for buckets that no stack makes, and ${bucket.path} keeps versions if its stack says so; leave it out`);
      }
      sources.set(bucket, source);
    }
    const filling = new BucketFilling();
    for (const { object, bucket } of named.filter((each) => !isThere(each.bucket))) await filling.add(object, bucket, stage);
    return filling;
  }

  /** By the bucket's place in its stack. */
  private readonly waiting = new Map<string, Filling>();

  /** Fills a bucket that has just been made, if there is something to fill it with; returns what is to be told of that. */
  async fill(place: string, logicalId: string, bucket: string): Promise<string | undefined> {
    const id = `${place}/${logicalId}`;
    const filling = this.waiting.get(id);
    if (!filling) return undefined;
    this.waiting.delete(id);
    const { putInto, source } = filling;
    const count = await awaitedInPlace(`it can't be filled with ${source}`, () => putInto(bucket));
    return `filled with ${count} ${count === 1 ? 'version' : 'versions'} of objects of ${source}`;
  }

  /** What nothing was filled with, as its bucket wasn't made. */
  get unused(): readonly Pick<Filling, 'path' | 'source'>[] {
    return [...this.waiting.values()];
  }

  private async add({ source, options = {} }: SeededBucket, { use, logicalId, path }: DeclaredResource, stage: StageObjects): Promise<void> {
    const putInto = await awaitedInPlace(`the objects of ${path}`, () => stage(source, options));
    this.waiting.set(`${use.place}/${logicalId}`, { path, source, putInto });
  }
}
