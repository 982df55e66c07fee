import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { aliasByName } from './operations';
import type { ScenarioName } from './scenarios';
import type { ObjectStore } from '../../local/src/store/object-store';
import { JobManifest, ManifestColumn, ManifestEncryption, ManifestFilter, type Manifest } from '../../src';
import type { OperationName } from '../../src/private/contract';

/** Where a manifest is declared. */
export interface ManifestSite {
  readonly scope: Construct;
  readonly scenario: ScenarioName;
  readonly operation: OperationName;
  readonly objects: s3.IBucket;
  readonly files: s3.IBucket;
}

/** An object that a job is to work on. */
export interface ListedObject {
  readonly key: string;
  /** None where the manifest is to name none. */
  readonly versionId?: string;
}

/** A kind of manifest as it is put on trial. */
export interface TriedManifest {
  readonly declare: (site: ManifestSite) => Manifest;
  /** Whether its rows name versions, of objects that have them or not. */
  readonly namesVersions: (haveVersions: boolean, scenario: ScenarioName) => boolean;
  /** Writes what somebody has written before the job is created. Default: nothing. */
  readonly write?: (store: ObjectStore, rows: readonly ListedObject[]) => Promise<void>;
  /** Its own bucket is encrypted by a key in the scenario KMS. Default: yes; S3 reads no CSV under a key. */
  readonly isPlain?: true;
  /** The handler writes it, of rows that come with the app. */
  readonly isStaged?: true;
}

/** The objects of every job, and what their keys begin with. */
export const KEYS = ['in/a.txt', 'in/b c.txt'];
export const PREFIX = 'in/';
/** The ids of their versions, where they have any: they are the first that are made. */
export const VERSION_IDS = KEYS.map((_, index) => `version-${index + 1}`);

const CSV_KEY = 'lists/m.csv';
const INVENTORY = 'reports/objects/all';
const scopeOf = ({ objects }: ManifestSite) => ({ scope: [{ bucket: objects, keyPrefix: PREFIX }] });

const never = () => false;
const always = () => true;

/** Every kind of manifest; those of files that name versions beside those that don't, since only the one or the other is declared. */
export const MANIFESTS = {
  'CSV': {
    declare: (site) => JobManifest.fromCsv(site.files, CSV_KEY, scopeOf(site)),
    namesVersions: never,
    write: writeCsv,
    isPlain: true,
  },
  'CSV of versions': {
    declare: (site) => JobManifest.fromCsv(site.files, CSV_KEY, {
      ...scopeOf(site), columns: [ManifestColumn.BUCKET, ManifestColumn.KEY, ManifestColumn.VERSION_ID],
    }),
    namesVersions: always,
    write: writeCsv,
    isPlain: true,
  },
  'inventory': {
    declare: (site) => JobManifest.fromInventoryReport(site.files, `${INVENTORY}/2026-11-01T00-00Z/manifest.json`, scopeOf(site)),
    namesVersions: (haveVersions, scenario) => haveVersions && scenario !== 'latest',
    write: writeInventory,
  },
  'generated': {
    declare: ({ objects, operation }) => JobManifest.generate(objects, { filter: filterOf(operation) }),
    namesVersions: (haveVersions) => haveVersions,
  },
  'generated, kept': {
    declare: ({ scope, objects, files, operation, scenario }) => JobManifest.generate(objects, {
      filter: filterOf(operation),
      output: { bucket: files, prefix: 'generated/', ...(scenario === 'alias' && { encryption: ManifestEncryption.sseKms(aliasByName(scope)) }) },
    }),
    namesVersions: (haveVersions) => haveVersions,
  },
  'objects': {
    declare: ({ objects, files }) => JobManifest.fromObjects(objects, KEYS.map((key) => ({ key })), { stagingBucket: files }),
    namesVersions: never,
    isStaged: true,
  },
  'objects of versions': {
    declare: ({ objects, files }) => JobManifest.fromObjects(
      objects, KEYS.map((key, index) => ({ key, versionId: VERSION_IDS[index] })), { stagingBucket: files },
    ),
    namesVersions: always,
    isStaged: true,
  },
} as const satisfies { readonly [name: string]: TriedManifest };

export type ManifestName = keyof typeof MANIFESTS;

function filterOf(operation: OperationName): ManifestFilter {
  return operation === 'S3ReplicateObject'
    ? ManifestFilter.eligibleForReplication({ keyPrefix: PREFIX })
    : ManifestFilter.where({ keyPrefix: PREFIX });
}

function textOf(rows: readonly ListedObject[]): string {
  return rows.map(({ key, versionId }) => ['objects', encodeURI(key), ...(versionId === undefined ? [] : [versionId])].join(',')).join('\n');
}

async function writeCsv(store: ObjectStore, rows: readonly ListedObject[]): Promise<void> {
  await store.putObject({ bucket: 'files', key: CSV_KEY, body: Buffer.from(textOf(rows)) });
}

/** S3 User Guide, "Locating your inventory list". */
async function writeInventory(store: ObjectStore, rows: readonly ListedObject[]): Promise<void> {
  const body = gzipSync(textOf(rows));
  const key = `${INVENTORY}/data/rows.csv.gz`;
  await store.putObject({ bucket: 'files', key, body });
  await store.putObject({
    bucket: 'files',
    key: `${INVENTORY}/2026-11-01T00-00Z/manifest.json`,
    body: Buffer.from(JSON.stringify({
      sourceBucket: 'objects',
      destinationBucket: 'arn:aws:s3:::files',
      version: '2016-11-30',
      fileFormat: 'CSV',
      fileSchema: rows[0].versionId === undefined ? 'Bucket, Key' : 'Bucket, Key, VersionId',
      files: [{ key, size: body.length, MD5checksum: createHash('md5').update(body).digest('hex') }],
    })),
  });
}
