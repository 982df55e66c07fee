import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import { Manifest } from './manifest';
import type { ManifestObject } from './manifest-object';
import type { StagedManifestOptions } from './staged-manifest-options';
import { ManifestColumn } from '../manifest-column';
import type { JobSite, ManifestBinding } from '../private/binding';
import { unknownOptionProblems, type KnownOptions } from '../private/checks';
import { anyVersion, objectListProblems, objectRows } from '../private/manifest/object-rows';
import { refusedManifest } from '../private/manifest/refused-manifest';
import { bindStaged, stagingProblems } from '../private/manifest/staged-manifest';

const OPTIONS: KnownOptions<StagedManifestOptions> = { stagingBucket: true, stagingPrefix: true };

/** Objects that the app names itself. */
export class ObjectsManifest extends Manifest {
  public readonly name = 'S3BatchOperations_CSV_20180820';

  constructor(
    private readonly bucket: s3refs.IBucketRef,
    private readonly objects: ManifestObject[],
    private readonly options: StagedManifestOptions,
  ) {
    super();
  }

  /** @internal */
  public _bind(site: JobSite): ManifestBinding {
    const { bucket, objects, options } = this;
    const problems = [
      ...stagingProblems(bucket, options ?? {}),
      ...objectListProblems(objects),
      ...unknownOptionProblems('manifest', options, OPTIONS),
    ];
    if (problems.length > 0) {
      return refusedManifest('csv', problems);
    }
    const columns = anyVersion(objects) ? [ManifestColumn.KEY, ManifestColumn.VERSION_ID] : [ManifestColumn.KEY];
    return bindStaged({ bucket, columns, rows: objectRows(objects), rowsPath: 'manifest.objects', options }, site);
  }
}
