import type { ModelValue } from './decode';
import type { CreateJobRequest } from './job-request';

/** Part of the service model: `true` for a member with all that is in it. */
interface Part {
  readonly [member: string]: true | Part;
}

/** What of CreateJob the engine runs. The rest of the model is refused by name, not ignored. */
const IMPLEMENTED: Part = {
  Operation: { LambdaInvoke: true, S3PutObjectTagging: true },
  Report: true,
  Priority: true,
  RoleArn: true,
  ConfirmationRequired: true,
  ClientRequestToken: true,
  Description: true,
  Tags: true,
  Manifest: true,
  ManifestGenerator: {
    S3JobManifestGenerator: {
      SourceBucket: true,
      EnableManifestOutput: true,
      ExpectedBucketOwner: true,
      Filter: { CreatedAfter: true, CreatedBefore: true, KeyNameConstraint: { MatchAnyPrefix: true } },
    },
  },
};

/** The paths of a valid request that the engine doesn't run. */
export function notImplemented(request: ModelValue): string[] {
  const { Operation, Manifest, ManifestGenerator } = request as unknown as CreateJobRequest;
  return [
    ...pathsBeyond(request, IMPLEMENTED),
    ...unlessImplemented('ManifestGenerator.S3JobManifestGenerator.EnableManifestOutput', ManifestGenerator?.S3JobManifestGenerator.EnableManifestOutput, /^false$/),
    ...unlessImplemented('Manifest.Spec.Format', Manifest?.Spec.Format, /^S3BatchOperations_CSV_20180820$/),
    ...unlessImplemented('Operation.LambdaInvoke.InvocationSchemaVersion', Operation.LambdaInvoke?.InvocationSchemaVersion, /^[12]\.0$/),
    // the model lets an ARN begin anywhere, down to the function's name alone
    ...unlessImplemented('Operation.LambdaInvoke.FunctionArn', Operation.LambdaInvoke?.FunctionArn, /^arn:/),
  ];
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
