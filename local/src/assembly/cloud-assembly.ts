import { join } from 'node:path';
import { type AssetFile, readAssetFiles } from './assets';
import { readJson } from './read-json';
import type { Template } from './template';

/** One stack of a cloud assembly, as far as deploying it needs it. */
export interface StackArtifact {
  readonly name: string;
  /** Twelve digits; undefined when the stack leaves it to the deployment. */
  readonly account?: string;
  /** Undefined when the stack leaves it to the deployment. */
  readonly region?: string;
  readonly template: Template;
  /** What the assembly sets the template's parameters to. */
  readonly parameters: { readonly [name: string]: string };
  readonly assets: readonly AssetFile[];
}

/** The few fields of manifest.json that are read; others come and go with the schema's versions. */
interface Manifest {
  readonly artifacts?: { readonly [id: string]: Artifact };
}

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly parameters?: { readonly [name: string]: string };
    readonly file?: string;
    readonly directoryName?: string;
  };
}

/** The stacks of a cloud assembly (`cdk.out`), those of its stages included, in the manifest's order. */
export function readCloudAssembly(directory: string): StackArtifact[] {
  const { artifacts = {} } = readJson<Manifest>(directory, 'manifest.json');
  const ofType = (type: string) => Object.entries(artifacts).filter(([, artifact]) => artifact.type === type);
  const assets = ofType('cdk:asset-manifest').flatMap(([id, artifact]) => readAssetFiles(directory, fieldOf(id, artifact, 'file')));
  const stacks = ofType('aws:cloudformation:stack').map(([id, artifact]) => ({
    name: artifact.properties?.stackName ?? id,
    ...environmentOf(artifact),
    template: readJson<Template>(directory, fieldOf(id, artifact, 'templateFile')),
    parameters: artifact.properties?.parameters ?? {},
    assets,
  }));
  const ofStages = ofType('cdk:cloud-assembly').flatMap(([id, artifact]) => readCloudAssembly(join(directory, fieldOf(id, artifact, 'directoryName'))));
  return [...stacks, ...ofStages];
}

function fieldOf(id: string, { properties }: Artifact, field: 'templateFile' | 'file' | 'directoryName'): string {
  const value = properties?.[field];
  if (value === undefined) throw new Error(`the assembly's artifact \`${id}\` has no \`${field}\``);
  return value;
}

/** From `aws://111122223333/us-east-1`, either part of which may be unknown. */
function environmentOf({ environment = '' }: Artifact): { account?: string; region?: string } {
  const [, account, region] = /^aws:\/\/([^/]*)\/(.*)$/.exec(environment) ?? [];
  return {
    ...(account !== 'unknown-account' && { account }),
    ...(region !== 'unknown-region' && { region }),
  };
}
