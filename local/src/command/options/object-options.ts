import { statSync } from 'node:fs';
import { type GivenOptions, type Option, valuesByName } from './option';
import { UsageError } from './usage-error';
import type { SeedOptions } from '../../seed/seed-options';

/** What both commands let a user say of objects that are there to begin with. */
export const OBJECT_OPTIONS = {
  'objects': {
    value: 'BUCKET=SOURCE',
    repeatable: true,
    help: 'Objects to begin with: a folder, whose files they become; the JSON of `aws s3api list-object-versions` or `list-objects-v2`; or the manifest.json of an inventory in CSV.',
  },
  'metadata': {
    value: 'BUCKET=FILE',
    repeatable: true,
    help: 'A file of JSON lines that say what the objects of a folder are like: tags, ACL, storage class, dates, locks, versions.',
  },
  'exclude': { value: 'NAME', repeatable: true, help: 'Files and folders that are left out of folders, wherever they are.' },
  'kms-key': { value: 'BUCKET=KEY', repeatable: true, help: 'The KMS key of an inventory\'s encrypted objects, which it doesn\'t name.' },
  'versioned': { value: 'BUCKET', repeatable: true, help: 'A bucket that keeps versions, although neither a stack nor its source says so.' },
  'bucket': { value: 'BUCKET', repeatable: true, help: 'An empty bucket, for a name that the app takes to be there: that of its reports, for instance.' },
} satisfies { readonly [name: string]: Option };

/** Whether a bucket is given by its construct's path; no bucket's name has a slash. */
export function isPath(bucket: string): boolean {
  return bucket.includes('/');
}

/** A bucket and what it is filled with. */
export interface ObjectsArgument {
  /** A name or a construct path. */
  readonly bucket: string;
  readonly source: string;
  readonly options: SeedOptions;
}

/** The buckets that a user speaks of. */
export interface BucketArguments {
  readonly filled: readonly ObjectsArgument[];
  readonly empty: readonly { readonly bucket: string; readonly versioned: boolean }[];
}

/** Reads the options; refuses those that speak of a bucket that no other fills or makes. */
export function bucketArguments(given: GivenOptions<typeof OBJECT_OPTIONS>): BucketArguments {
  const sources = valuesByName('objects', 'BUCKET=SOURCE', given.objects);
  const metadata = valuesByName('metadata', 'BUCKET=FILE', given.metadata);
  const keys = valuesByName('kms-key', 'BUCKET=KEY', given['kms-key']);
  const versioned = new Set(given.versioned);
  const empty = new Set(given.bucket);
  refuseOthers('metadata', metadata.keys(), (bucket) => sources.has(bucket), 'objects');
  refuseOthers('kms-key', keys.keys(), (bucket) => sources.has(bucket), 'objects');
  refuseOthers('versioned', versioned, (bucket) => sources.has(bucket) || empty.has(bucket), 'objects or --bucket');
  const path = given.bucket?.find(isPath);
  if (path !== undefined) throw new UsageError(`--bucket must be a bucket's name, got the construct path ${path}: the app makes its buckets itself, and --objects fills them`);
  if (given.exclude && sources.size === 0) throw new UsageError('--exclude must come with --objects: it leaves files out of folders');
  return {
    filled: [...sources].map(([bucket, source]) => ({
      bucket,
      source,
      options: {
        // of other sources it is no option, and these may be there too
        ...(given.exclude && isFolder(source) && { exclude: given.exclude }),
        ...(metadata.has(bucket) && { metadata: metadata.get(bucket) }),
        ...(keys.has(bucket) && { kmsKey: keys.get(bucket) }),
        ...(versioned.has(bucket) && { versioned: true }),
      },
    })),
    empty: [...empty].filter((bucket) => !sources.has(bucket)).map((bucket) => ({ bucket, versioned: versioned.has(bucket) })),
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function refuseOthers(option: string, buckets: Iterable<string>, isKnown: (bucket: string) => boolean, needed: string): void {
  for (const bucket of buckets) {
    if (!isKnown(bucket)) throw new UsageError(`--${option} must be for a bucket of --${needed}, got: ${bucket}`);
  }
}
