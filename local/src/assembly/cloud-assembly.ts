import { join } from 'node:path';
import { type AssetFile, readAssetFiles } from './assets';
import { fieldProblem } from './fields';
import { AssemblyError, partOfAssembly } from './part-of-assembly';
import { readJson } from './read-json';
import { readStackTemplate } from './read-template';
import { isJsonObject, type Json, type JsonObject, type Template } from './template';

/** One stack of a cloud assembly, as far as deploying it needs it. */
export interface StackArtifact {
  /** Unlike the name, no other stack of the assembly has it; those of stages begin with the stage's. */
  readonly id: string;
  /** How the CDK's command shows it, such as `Prod/Logs`. */
  readonly displayName: string;
  /** Ids of the stacks that have to be there before it. */
  readonly dependencies: readonly string[];
  readonly name: string;
  /** Twelve digits; undefined when the stack leaves it to the deployment. */
  readonly account?: string;
  /** Undefined when the stack leaves it to the deployment. */
  readonly region?: string;
  readonly template: Template;
  /** It has no resources: CloudFormation makes no stack of it. */
  readonly isEmpty?: true;
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
  readonly displayName?: string;
  readonly dependencies?: readonly string[];
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly parameters?: { readonly [name: string]: string };
    readonly file?: string;
    readonly directoryName?: string;
  };
}

/** What whoever gives a folder that is no assembly can do. */
const WHICH_FOLDER = 'give the folder that `cdk synth` writes, such as cdk.out';

/** The stacks of a cloud assembly (`cdk.out`), those of its stages included, in the manifest's order. */
export function readCloudAssembly(directory: string): StackArtifact[] {
  return stacksWithin(directory, directory, '');
}

/** @param stage what the ids of the stacks begin with */
function stacksWithin(root: string, directory: string, stage: string): StackArtifact[] {
  const artifacts = artifactsIn(root, directory);
  const ofType = (type: string) => Object.entries(artifacts).filter(([, artifact]) => artifact.type === type);
  const assets = ofType('cdk:asset-manifest').flatMap(([id, artifact]) => readAssetFiles(root, directory, fieldOf(id, artifact, 'file')));
  const ids = new Set(ofType('aws:cloudformation:stack').map(([id]) => id));
  const stacks = ofType('aws:cloudformation:stack').map(([id, artifact]) => ({
    id: stage + id,
    displayName: artifact.displayName ?? stage + id,
    dependencies: (artifact.dependencies ?? []).filter((other) => ids.has(other)).map((other) => stage + other),
    name: artifact.properties?.stackName ?? id,
    ...environmentOf(artifact),
    ...readStackTemplate(root, directory, fieldOf(id, artifact, 'templateFile')),
    parameters: artifact.properties?.parameters ?? {},
    assets,
  }));
  const ofStages = ofType('cdk:cloud-assembly').flatMap(([id, artifact]) => {
    const folder = partOfAssembly(root, join(directory, fieldOf(id, artifact, 'directoryName')));
    return stacksWithin(root, folder, `${stage}${id}/`);
  });
  return [...stacks, ...ofStages];
}

function artifactsIn(root: string, directory: string): { readonly [id: string]: Artifact } {
  const { artifacts = {} } = readJson<Manifest>(root, directory, 'manifest.json', WHICH_FOLDER);
  const areObjects = [artifacts, ...Object.values(artifacts ?? {})].every((value: unknown) => isJsonObject(value as Json));
  if (!areObjects) throw new AssemblyError(join(directory, 'manifest.json'), 'its `artifacts` must be an object of objects', WHICH_FOLDER);
  const problem = Object.entries(artifacts).map(([id, artifact]) => artifactProblem(id, artifact)).find((found) => found !== undefined);
  if (problem !== undefined) throw new AssemblyError(join(directory, 'manifest.json'), problem);
  return artifacts;
}

const READ_TYPES = ['cdk:asset-manifest', 'aws:cloudformation:stack', 'cdk:cloud-assembly'];

function artifactProblem(id: string, artifact: Artifact): string | undefined {
  if (!READ_TYPES.includes(artifact.type)) return undefined;
  const subject = `the artifact \`${id}\``;
  return fieldProblem(subject, artifact as unknown as JsonObject, { environment: 'text', displayName: 'text', dependencies: 'texts', properties: 'object' })
    ?? fieldProblem(subject, { ...artifact.properties } as JsonObject, {
      templateFile: 'text', stackName: 'text', file: 'text', directoryName: 'text', parameters: 'textsByName',
    });
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
