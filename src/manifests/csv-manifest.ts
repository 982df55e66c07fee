import type { aws_s3 as s3refs } from 'aws-cdk-lib/interfaces';
import { Manifest } from './manifest';
import type { ManifestScope } from './manifest-scope';
import { ManifestColumn } from '../manifest-column';
import type { ManifestBinding, Selection } from '../private/binding';
import { encryptsWithKms } from '../private/bucket-encryption';
import { bucketProblems, requiredTextProblems, textProblems } from '../private/checks';
import { columnProblems } from '../private/columns';
import { literalKey } from '../private/key-pattern';
import { MANIFEST_LOCATION, OBJECT_KEY_LENGTH } from '../private/limits';
import { scopeProblems } from '../private/scope';
import { manifestEncrypted } from '../private/warnings';

/** Options of `JobManifest.fromCsv`. */
export interface CsvManifestOptions {
  /**
   * Which objects the rows name, at least one bucket: the job's role is allowed the operation on these alone, so that the
   * tasks of others fail. Not with `lambdaInvoke`, which asks nothing of the job's role on objects: there the function's
   * own role is the limit.
   */
  readonly scope: ManifestScope[];

  /**
   * What the columns hold, in their order: `BUCKET` and `KEY` once, `VERSION_ID` at most once.
   *
   * @default [ManifestColumn.BUCKET, ManifestColumn.KEY]
   */
  readonly columns?: ManifestColumn[];

  /**
   * Which version of the file: 1 to 2000 characters. Another one is another run.
   *
   * @default - the version that is the latest when the job is created
   */
  readonly versionId?: string;

  /**
   * The file's ETag, with or without its quotes: the job fails if the file has another. Another one is another run.
   *
   * @default - the ETag that the file has when the job is created
   */
  readonly etag?: string;
}

/** A CSV file of objects. */
export class CsvManifest extends Manifest {
  public readonly name = 'S3BatchOperations_CSV_20180820';

  constructor(private readonly bucket: s3refs.IBucketRef, private readonly key: string, private readonly options: CsvManifestOptions) {
    super();
  }

  /** @internal */
  public _bind(): ManifestBinding {
    const { bucket, key } = this;
    const { scope, columns = [ManifestColumn.BUCKET, ManifestColumn.KEY], versionId, etag } = this.options ?? {};
    const problems = [
      ...bucketProblems('manifest.bucket', bucket),
      ...requiredTextProblems('manifest.key', key, OBJECT_KEY_LENGTH),
      ...scopeProblems(scope),
      ...columnProblems(columns),
      ...textProblems('manifest.versionId', versionId, MANIFEST_LOCATION.versionIdLength),
      ...textProblems('manifest.etag', unquoted(etag), MANIFEST_LOCATION.etagLength),
    ];
    const selection: Selection = {
      objects: problems.length > 0 ? [] : scope,
      namesVersions: problems.length === 0 && columns.includes(ManifestColumn.VERSION_ID),
      source: 'csv',
    };
    const base = { problems, warnings: [], permissions: [], handlerPermissions: [], selection, request: {} };
    return problems.length > 0 ? base : {
      ...base,
      request: {
        Manifest: {
          Spec: { Format: this.name, Fields: columns },
          Location: { ObjectArn: `${bucket.bucketRef.bucketArn}/${key}`, ETag: unquoted(etag), ObjectVersionId: versionId },
        },
      },
      // a version of its own, because the handler pins the one that it found
      permissions: [{ bucket, actions: ['s3:GetObject', 's3:GetObjectVersion'], keyPattern: literalKey(key) }],
      handlerPermissions: etag === undefined
        ? [{ bucket, actions: [versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion'], keyPattern: literalKey(key) }]
        : [],
      warnings: encryptsWithKms(bucket) ? [manifestEncrypted()] : [],
    };
  }
}

/** An ETag without the quotes that HTTP puts around it. */
function unquoted(etag: string | undefined): string | undefined {
  return typeof etag === 'string' ? etag.replace(/^"(.*)"$/, '$1') : etag;
}
