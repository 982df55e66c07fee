import type { ShownObject } from './digest/run-digest';
import { isPath } from './options/object-options';
import { UsageError } from './options/usage-error';
import type { AssemblyOverview } from '../assembly/overview';
import { BUCKET_TYPE } from '../assembly/resource-types';
import type { Cloud, ObjectDescription } from '../cloud/cloud';
import type { StackEvent } from '../stacks/stack-events';

type ResourceEvent = Extract<StackEvent, { readonly kind: 'resource' }>;

/** An object that a user wants to see; its bucket's name is known once there is the bucket. */
interface WantedObject {
  /** A name or a construct path. */
  readonly bucket: string;
  readonly key: string;
  name?: string;
  before?: Promise<ObjectDescription | undefined>;
}

/** The objects that a user wants to see, before and after. */
export class ShownObjects {
  private readonly wanted: readonly WantedObject[];

  /** @param objects `BUCKET/KEY` each, a bucket's name or its construct's path */
  constructor(private readonly cloud: Cloud, objects: readonly string[], overviews: readonly AssemblyOverview[]) {
    const paths = overviews.flatMap(({ buckets }) => buckets.map(({ path }) => path));
    this.wanted = objects.map((object) => wantedObject(object, paths));
  }

  /** Looks at those whose bucket is there before the first deployment. */
  async lookBefore(): Promise<void> {
    for (const object of this.wanted.filter(({ bucket }) => !isPath(bucket))) this.foundBucket(object, object.bucket);
    await Promise.all(this.wanted.map(({ before }) => before));
  }

  /** Looks at those of a bucket that a stack has just made, and filled. */
  bucketIsThere({ type, status, stackName, logicalId, constructPath, physicalId }: ResourceEvent): void {
    if (type !== BUCKET_TYPE || status !== 'CREATE_COMPLETE' || physicalId === undefined) return;
    const path = constructPath ?? `${stackName}/${logicalId}`;
    for (const object of this.wanted.filter(({ bucket }) => bucket === path)) this.foundBucket(object, physicalId);
  }

  /** What they were and are. */
  async digested(): Promise<ShownObject[]> {
    return Promise.all(this.wanted.map(async ({ bucket, name, key, before }) => ({
      bucket: name ?? bucket,
      key,
      before: await before,
      ...(name !== undefined && { after: await this.cloud.describeObject(name, key) }),
    })));
  }

  private foundBucket(object: WantedObject, name: string): void {
    object.name = name;
    object.before = this.cloud.describeObject(name, object.key);
    // who waits for it is told; until then it is no rejection that nobody handles
    object.before.catch(() => undefined);
  }
}

function wantedObject(object: string, paths: readonly string[]): WantedObject {
  const [path] = paths.filter((each) => object.startsWith(`${each}/`)).sort((one, other) => other.length - one.length);
  const bucket = path ?? object.slice(0, object.indexOf('/'));
  const key = object.slice(bucket.length + 1);
  if (bucket === '' || key === '') throw new UsageError(`--show must be BUCKET/KEY, got: ${object}`);
  return { bucket, key };
}
