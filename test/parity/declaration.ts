import { App, Stack } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ENVIRONMENT } from './account';
import { assemblyFolder } from './assembly-folder';
import { MANIFESTS, type ManifestName, type TriedManifest } from './manifests';
import { OPERATIONS } from './operations';
import { SCENARIOS, type Scenario, type ScenarioName } from './scenarios';
import { readCloudAssembly, type StackArtifact } from '../../local/src/assembly/cloud-assembly';
import { BatchJob, CompletionReport, WaitFor, type BatchJobProps } from '../../src';
import type { OperationName } from '../../src/private/contract';

/** A job that is put on trial. */
export interface Declaration {
  readonly operation: OperationName;
  readonly manifest: ManifestName;
  readonly scenario: ScenarioName;
}

/** What a trial declares otherwise. */
export type Changes = (stack: Stack) => Partial<BatchJobProps>;

export const STACK = 'Parity';

/** Why there is no such job; undefined where there is one. */
export function whyNot({ operation, manifest, scenario }: Declaration): string | undefined {
  const { not } = OPERATIONS[operation];
  if (scenario === 'alias' && manifest === 'generated, kept') return undefined;
  if (not[scenario] !== undefined) return not[scenario];
  const ofVersions = MANIFESTS[manifest].namesVersions(true, scenario);
  if (operation === 'S3ReplicateObject' && !ofVersions) return 'S3 replicates versions';
  return scenario === 'latest' && MANIFESTS[manifest].namesVersions(false, scenario) ? 'the manifest names versions' : undefined;
}

/** The scenarios that there are for an operation with a kind of manifest. */
export function scenariosOf(operation: OperationName, manifest: ManifestName): ScenarioName[] {
  return (Object.keys(SCENARIOS) as ScenarioName[]).filter((scenario) => whyNot({ operation, manifest, scenario }) === undefined);
}

/** The stack of a job, as the deployment gets it. */
export function synthesized(declaration: Declaration, changes: Changes = () => ({})): StackArtifact {
  const app = new App({ outdir: assemblyFolder(), analyticsReporting: false, treeMetadata: false, stackTraces: false });
  const stack = new Stack(app, STACK, { env: ENVIRONMENT });
  declareJob(stack, declaration, changes);
  return readCloudAssembly(app.synth().directory)[0];
}

function declareJob(stack: Stack, { operation, manifest, scenario }: Declaration, changes: Changes): void {
  const { objects: needed, declare }: (typeof OPERATIONS)[OperationName] = OPERATIONS[operation];
  const kind: TriedManifest = MANIFESTS[manifest];
  const { bucket, files: around }: Scenario = SCENARIOS[scenario];
  const objects = new s3.Bucket(stack, 'Objects', {
    bucketName: 'objects',
    ...(kind.namesVersions(false, scenario) && { versioned: true }),
    ...needed?.bucket?.(stack, 'Objects'),
    ...bucket?.(stack, 'Objects'),
  });
  const files = new s3.Bucket(stack, 'Files', { bucketName: 'files', ...(scenario === 'KMS' && kind.isPlain ? {} : around?.(stack, 'Files')) });
  const job = new BatchJob(stack, 'Job', {
    operation: declare(stack, scenario),
    manifest: kind.declare({ scope: stack, scenario, operation, objects, files }),
    report: CompletionReport.allTasks(new s3.Bucket(stack, 'Reports', { bucketName: 'reports' }), { prefix: 'done' }),
    waitFor: WaitFor.completed(),
    ...changes(stack),
  });
  // who knows an alias by its name alone has to see to it that it is there
  const alias = stack.node.tryFindChild('Alias');
  if (alias) job.node.addDependency(alias);
}
