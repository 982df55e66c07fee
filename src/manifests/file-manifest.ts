import { Token } from 'aws-cdk-lib';
import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import { Manifest } from './manifest';
import type { StagedManifestOptions } from './staged-manifest-options';
import { ManifestColumn } from '../manifest-column';
import type { JobSite, ManifestBinding } from '../private/binding';
import { show, unknownOptionProblems, type KnownOptions } from '../private/checks';
import { columnProblems } from '../private/manifest/columns';
import { fileRows } from '../private/manifest/file-rows';
import { fileProblem } from '../private/manifest/manifest-files';
import { refusedManifest } from '../private/manifest/refused-manifest';
import { bindStaged, stagingProblems } from '../private/manifest/staged-manifest';

/** Options of `JobManifest.fromFile`. */
export interface FileManifestOptions extends StagedManifestOptions {
  /**
   * What the columns of a CSV file hold, in their order: `KEY` once, `VERSION_ID` at most once, and no `BUCKET`, which the
   * deployment puts before them. Such a file is URL-encoded already: its keys with `%20` for a space, `%2C` for a comma.
   *
   * @default - the file is no CSV: each line is a key as it is, which is encoded here
   */
  readonly columns?: ManifestColumn[];
}

const OPTIONS: KnownOptions<FileManifestOptions> = { stagingBucket: true, stagingPrefix: true, columns: true };

/** Objects that a file of the app names. */
export class FileManifest extends Manifest {
  public readonly name = 'S3BatchOperations_CSV_20180820';

  constructor(private readonly bucket: s3refs.IBucketRef, private readonly path: string, private readonly options: FileManifestOptions) {
    super();
  }

  /** @internal */
  public _bind(site: JobSite): ManifestBinding {
    const { bucket, path, options } = this;
    const { columns } = options ?? {};
    const problems = [
      ...stagingProblems(bucket, options ?? {}),
      ...pathProblems(path),
      ...(columns === undefined ? [] : columnProblems(columns, 0)),
      ...unknownOptionProblems('manifest', options, OPTIONS),
    ];
    return problems.length > 0
      ? refusedManifest('csv', problems)
      : bindStaged({ bucket, columns: columns ?? [ManifestColumn.KEY], rows: fileRows(path, columns), rowsPath: 'manifest.path', options }, site);
  }
}

function pathProblems(path: unknown): string[] {
  if (typeof path !== 'string' || Token.isUnresolved(path)) {
    return [`\`manifest.path\` must be the path of a file on this machine, got: ${show(path)}`];
  }
  const problem = fileProblem(path);
  return problem === undefined ? [] : [`\`manifest.path\` must be the path of a file, got: ${show(path)}, ${problem}`];
}
