import type { ModelValue } from './decode';
import type { CreateJobRequest } from './job-request';

/** Part of the service model: `true` for a member with all that is in it. */
interface Part {
  readonly [member: string]: true | Part;
}

/** What of CreateJob the engine runs. The rest of the model is refused by name, not ignored. */
const IMPLEMENTED: Part = {
  Operation: { S3PutObjectTagging: true },
  Report: true,
  Priority: true,
  RoleArn: true,
  ConfirmationRequired: true,
  ClientRequestToken: true,
  Description: true,
  Tags: true,
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
  const paths = pathsBeyond(request, IMPLEMENTED);
  const generator = (request as unknown as CreateJobRequest).ManifestGenerator?.S3JobManifestGenerator;
  return generator?.EnableManifestOutput ? [...paths, 'ManifestGenerator.S3JobManifestGenerator.EnableManifestOutput: true'] : paths;
}

function pathsBeyond(value: ModelValue, part: Part, path = ''): string[] {
  return Object.entries(value).flatMap(([name, member]) => {
    const known = Object.hasOwn(part, name) ? part[name] : undefined;
    if (known === true) return [];
    return known === undefined ? [`${path}${name}`] : pathsBeyond(member as ModelValue, known, `${path}${name}.`);
  });
}
