import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import type { GivenManifestOptions } from './given-manifest-options';
import { Manifest } from './manifest';
import { ManifestColumn } from '../manifest-column';
import type { ManifestBinding } from '../private/binding';
import { encryptsWithKms } from '../private/bucket/bucket-encryption';
import { unknownOptionProblems, type KnownOptions } from '../private/checks';
import { columnProblems } from '../private/manifest/columns';
import { givenManifestProblems, keyWarnings, locationOf, lookUpPermissions, readPermission } from '../private/manifest/given-manifest';
import { refusedManifest } from '../private/manifest/refused-manifest';
import { widestScope } from '../private/manifest/scope';
import { manifestEncrypted } from '../private/warnings';

/** Options of `JobManifest.fromCsv`. */
export interface CsvManifestOptions extends GivenManifestOptions {
  /**
   * What the columns hold, in their order: `BUCKET` and `KEY` once, `VERSION_ID` at most once.
   *
   * @default [ManifestColumn.BUCKET, ManifestColumn.KEY]
   */
  readonly columns?: ManifestColumn[];
}

const OPTIONS: KnownOptions<CsvManifestOptions> = { scope: true, columns: true, versionId: true, etag: true };

/** A CSV file of objects. */
export class CsvManifest extends Manifest {
  public readonly name = 'S3BatchOperations_CSV_20180820';

  constructor(private readonly bucket: s3refs.IBucketRef, private readonly key: string, private readonly options: CsvManifestOptions) {
    super();
  }

  /** @internal */
  public _bind(): ManifestBinding {
    const { scope, columns = [ManifestColumn.BUCKET, ManifestColumn.KEY] } = this.options ?? {};
    const file = { keyPath: 'manifest.key', bucket: this.bucket, key: this.key, options: this.options };
    const problems = [...givenManifestProblems(file), ...columnProblems(columns), ...unknownOptionProblems('manifest', this.options, OPTIONS)];
    return problems.length > 0 ? refusedManifest('csv', problems) : {
      problems,
      request: { Manifest: { Spec: { Format: this.name, Fields: columns }, Location: locationOf(file) } },
      selection: { objects: widestScope(scope), namesVersions: columns.includes(ManifestColumn.VERSION_ID), source: 'csv' },
      permissions: [readPermission(file)],
      handlerPermissions: lookUpPermissions(file),
      warnings: [...(encryptsWithKms(file.bucket) ? [manifestEncrypted()] : []), ...keyWarnings(file)],
    };
  }
}
