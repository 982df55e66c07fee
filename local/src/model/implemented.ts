import type { ModelValue } from './decode';
import type { CreateJobRequest } from './job-request';
import { unplayedOptions } from './unplayed-options';
import { unplayedRetention } from './unplayed-retention';

/** Part of the service model: `true` for a member with all that is in it. */
interface Part {
  readonly [member: string]: true | Part;
}

/** What of CreateJob the engine runs. The rest of the model is refused by name, not ignored. */
const IMPLEMENTED: Part = {
  Operation: {
    LambdaInvoke: true,
    S3ComputeObjectChecksum: true,
    S3DeleteObjectTagging: true,
    S3InitiateRestoreObject: true,
    S3PutObjectAcl: true,
    S3PutObjectCopy: true,
    S3PutObjectLegalHold: true,
    S3PutObjectRetention: true,
    S3PutObjectTagging: true,
    S3ReplicateObject: true,
    S3UpdateObjectEncryption: true,
  },
  Report: true,
  Priority: true,
  RoleArn: true,
  ConfirmationRequired: true,
  ClientRequestToken: true,
  Description: true,
  Tags: true,
  Manifest: true,
  ManifestGenerator: true,
};

/** The paths of a valid request that the engine doesn't run. */
export function notImplemented(request: ModelValue): string[] {
  const { Operation, Manifest, ManifestGenerator } = request as unknown as CreateJobRequest;
  return [
    ...pathsBeyond(request, IMPLEMENTED),
    ...unplayedOptions(Operation),
    ...(Operation.S3PutObjectRetention ? unplayedRetention(Operation.S3PutObjectRetention) : []),
    ...undocumentedManifest(Manifest),
    ...undocumentedOutput(ManifestGenerator),
    ...unlessImplemented('Operation.LambdaInvoke.InvocationSchemaVersion', Operation.LambdaInvoke?.InvocationSchemaVersion, /^[12]\.0$/),
    // the model lets an ARN begin anywhere, down to the function's name alone
    ...unlessImplemented('Operation.LambdaInvoke.FunctionArn', Operation.LambdaInvoke?.FunctionArn, /^arn:/),
  ];
}

/** The model tells of columns where the manifest is in CSV, and not what becomes of them where it is an inventory. */
function undocumentedManifest(manifest: CreateJobRequest['Manifest']): string[] {
  if (manifest?.Spec.Format !== 'S3InventoryReport_CSV_20161130' || manifest.Spec.Fields === undefined) return [];
  return ['Manifest.Spec.Fields: an inventory says itself which columns it has'];
}

/** The model doesn't demand a place for the manifest that is to be kept, and doesn't tell of another one. */
function undocumentedOutput(generator: CreateJobRequest['ManifestGenerator']): string[] {
  const { EnableManifestOutput, ManifestOutputLocation } = generator?.S3JobManifestGenerator ?? {};
  if (!EnableManifestOutput || ManifestOutputLocation !== undefined) return [];
  return ['ManifestGenerator.S3JobManifestGenerator.EnableManifestOutput: true, without a `ManifestOutputLocation`'];
}

function unlessImplemented(path: string, value: string | boolean | undefined, implemented: RegExp): string[] {
  return value === undefined || implemented.test(String(value)) ? [] : [`${path}: ${value}`];
}

function pathsBeyond(value: ModelValue, part: Part, path = ''): string[] {
  return Object.entries(value).flatMap(([name, member]) => {
    const known = Object.hasOwn(part, name) ? part[name] : undefined;
    if (known === true) return [];
    return known === undefined ? [`${path}${name}`] : pathsBeyond(member as ModelValue, known, `${path}${name}.`);
  });
}
