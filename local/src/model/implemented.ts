import type { ModelValue } from './decode';
import type { CreateJobRequest } from './job-request';
import { unplayedIn } from './unplayed';
import { UNPLAYED_MANIFESTS } from './unplayed-manifests';
import { unplayedOptions } from './unplayed-options';

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
    ...unplayedIn({ Manifest, ManifestGenerator }, '', UNPLAYED_MANIFESTS),
  ];
}

function pathsBeyond(value: ModelValue, part: Part, path = ''): string[] {
  return Object.entries(value).flatMap(([name, member]) => {
    const known = Object.hasOwn(part, name) ? part[name] : undefined;
    if (known === true) return [];
    return known === undefined ? [`${path}${name}`] : pathsBeyond(member as ModelValue, known, `${path}${name}.`);
  });
}
