import type { SharedServer } from './account';
import { scenariosOf, type Declaration } from './declaration';
import { EPISODES, type Episode } from './episodes';
import { uploadThatFails } from './failing-upload';
import { MANIFESTS, type ManifestName, type TriedManifest } from './manifests';
import { handlerTrial, jobTrial, type Trial } from './trial';
import type { OperationName } from '../../src/private/contract';

/** The operation of the handler's trials: which it is makes no difference to what the handler may do. */
const OPERATION: OperationName = 'S3PutObjectTagging';

/** What the handler does to have jobs created with one kind of manifest. */
export function creations(manifest: ManifestName, server: SharedServer): Trial[] {
  const { isStaged }: TriedManifest = MANIFESTS[manifest];
  return [
    ...scenariosOf(OPERATION, manifest).map((scenario) => jobTrial({ operation: OPERATION, manifest, scenario }, server)),
    ...(isStaged ? [trialOf(uploadThatFails, manifest, server)] : []),
  ];
}

/** What the handler does for jobs beside creating them. */
export function episodes(manifest: ManifestName, server: SharedServer): Trial[] {
  return EPISODES.map((episode) => trialOf(episode, manifest, server));
}

function trialOf(episode: Episode, manifest: ManifestName, server: SharedServer): Trial {
  // every kind of manifest has this scenario
  const declaration: Declaration = { operation: OPERATION, manifest, scenario: 'tagged' };
  return handlerTrial({ declaration, ...episode(declaration) }, server);
}
