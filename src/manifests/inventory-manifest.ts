import { Token } from 'aws-cdk-lib';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import type { GivenManifestOptions } from './given-manifest-options';
import { Manifest } from './manifest';
import type { ManifestBinding, Selection } from '../private/binding';
import { hiddenKeyWarnings, objectKeys } from '../private/bucket/object-keys';
import { booleanProblems, show, textProblems, unknownOptionProblems, type KnownOptions } from '../private/checks';
import { keysStartingWith } from '../private/key-pattern';
import { OBJECT_KEY_LENGTH } from '../private/limits';
import { givenManifestProblems, keyWarnings, locationOf, lookUpPermissions, readPermission, type GivenManifest } from '../private/manifest/given-manifest';
import { inventoryDataPrefix, MANIFEST_JSON } from '../private/manifest/inventory-keys';
import { refusedManifest } from '../private/manifest/refused-manifest';
import { widestScope } from '../private/manifest/scope';
import type { Permission } from '../private/role/permission';
import { inventoryDataUnknown, type Warning } from '../private/warnings';

/** Options of `JobManifest.fromInventoryReport`. */
export interface InventoryManifestOptions extends GivenManifestOptions {
  /**
   * Whether the report has a column of version ids, so that the job works on versions: `false` leaves what is for versions
   * out of the role's permissions.
   *
   * @default true
   */
  readonly hasVersionIds?: boolean;

  /**
   * What the keys of the report's data files start with: 1 to 1024 characters, read literally. The job's role may read
   * these and `manifest.json`.
   *
   * @default - for a key that ends as S3 writes it, in `<bucket>/<configuration>/<time>/manifest.json`: the folder `data/` beside
   * the one of the time; for any other: every file of the bucket, and a warning
   */
  readonly dataPrefix?: string;
}

const OPTIONS: KnownOptions<InventoryManifestOptions> = {
  scope: true, hasVersionIds: true, dataPrefix: true, versionId: true, etag: true,
};

/** What S3 needs of a report's KMS key. S3 User Guide, "Granting permissions for Batch Operations". */
const ON_KEY = ['kms:Decrypt', 'kms:GenerateDataKey'];

const KEY_PATH = 'manifest.manifestJsonKey';

/** A report of S3 Inventory. */
export class InventoryManifest extends Manifest {
  public readonly name = 'S3InventoryReport_CSV_20161130';

  constructor(
    private readonly bucket: s3refs.IBucketRef,
    private readonly manifestJsonKey: string,
    private readonly options: InventoryManifestOptions,
  ) {
    super();
  }

  /** @internal */
  public _bind(): ManifestBinding {
    const { scope, hasVersionIds, dataPrefix } = this.options ?? {};
    const file = { keyPath: KEY_PATH, bucket: this.bucket, key: this.manifestJsonKey, options: this.options };
    const problems = [
      ...givenManifestProblems(file),
      ...manifestJsonProblems(this.manifestJsonKey),
      ...booleanProblems('manifest.hasVersionIds', hasVersionIds),
      ...textProblems('manifest.dataPrefix', dataPrefix, OBJECT_KEY_LENGTH),
      ...unknownOptionProblems('manifest', this.options, OPTIONS),
    ];
    return problems.length > 0 ? refusedManifest('inventory', problems) : {
      problems,
      // without the columns, which the report itself names
      request: { Manifest: { Spec: { Format: this.name }, Location: locationOf(file) } },
      selection: { objects: widestScope(scope), namesVersions: hasVersionIds ?? true, source: 'inventory' },
      ...access(file, dataPrefix ?? inventoryDataPrefix(this.manifestJsonKey)),
    };
  }
}

function manifestJsonProblems(key: unknown): string[] {
  return typeof key !== 'string' || Token.isUnresolved(key) || key.endsWith(MANIFEST_JSON)
    ? []
    : [`\`${KEY_PATH}\` must be the key of a report's ${MANIFEST_JSON}; use JobManifest.fromCsv for a CSV file, got: ${show(key)}`];
}

function access(file: GivenManifest, dataPrefix: string | undefined): Pick<ManifestBinding, 'permissions' | 'handlerPermissions' | 'warnings'> {
  const { bucket, key: manifestJsonKey } = file;
  const dataPermission = { ...readPermission(file), keyPattern: keysStartingWith(dataPrefix) };
  const lookUp = lookUpPermissions(file);
  const files: Selection = { objects: [{ bucket }], namesVersions: true, source: 'inventory' };
  const onKeys = (actions: string[]): Permission[] => objectKeys(files).map((key) => ({ key, actions }));
  const warnings: Warning[] = [
    ...hiddenKeyWarnings(files, ON_KEY),
    ...keyWarnings(file),
    ...(dataPrefix === undefined ? [inventoryDataUnknown(bucket.node.path)] : []),
  ];
  return {
    permissions: [...(manifestJsonKey.startsWith(dataPrefix ?? '') ? [] : [readPermission(file)]), dataPermission, ...onKeys(ON_KEY)],
    // S3 tells the ETag of an encrypted object to those alone who may decrypt it
    handlerPermissions: [...lookUp, ...(lookUp.length > 0 ? onKeys(['kms:Decrypt']) : [])],
    warnings,
  };
}
