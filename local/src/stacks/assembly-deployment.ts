import type { StageObjects } from './bucket-filling';
import { planDeployment } from './deployment-plan';
import { jobsNamed } from './job-choice';
import type { StackResult, Stacks } from './stacks';
import { readCloudAssembly, type StackArtifact } from '../assembly/cloud-assembly';
import { deploymentOrder } from '../assembly/deployment-order';
import { GivenValues } from '../assembly/given-values';
import { namesOfStack } from '../assembly/stack-names';
import type { SeededBucket } from '../seed/seeded-bucket';

/** What a deployment from an assembly can have beside the assembly. */
export interface DeploymentOptions {
  /**
   * Values for what can't be known here: of a parameter by its name, of what `Ref` gives by the resource's logical id, of
   * an attribute as `Logical.Attribute`, of an import by the export's name, of another stack's output as `Stack.Output`. `<stack>/` before a name limits it to that
   * stack, `<stack>/<logical id>/` to a nested one. The handler of a custom resource that has a value for `Ref` isn't asked,
   * and what isn't given of its attributes isn't known. Default: none.
   */
  readonly resolve?: { readonly [name: string]: string };
  /**
   * Objects for buckets of the stacks. All of them are read before anything is deployed, and a bucket is filled when its
   * stack has made it, with versions if the stack says so; one that is there already isn't filled again. Default: none.
   */
  readonly objects?: readonly SeededBucket[];
  /**
   * The jobs to play, by the paths of their constructs, or by logical ids, those of nested stacks and the stack's name before
   * them. A job that a chosen one needs is played too; the others are left out with all that depends on them, which is
   * refused where an earlier deployment has made it. Without stacks that are named, those that have the jobs are deployed.
   * Default: all.
   */
  readonly jobs?: readonly string[];
}

/** What deploying several stacks takes. */
export interface AssemblyDeployment extends DeploymentOptions {
  readonly stacks: Stacks;
  readonly stage: StageObjects;
  /** Puts a stack's assets where it expects them. */
  publish(stack: StackArtifact): void;
  warn(stackName: string, message: string): void;
}

/**
 * Deploys stacks of an assembly, each after those that it depends on, which are deployed too as far as they are for this
 * account and Region. One that fails is the last. Nothing is begun when a chosen stack is for elsewhere.
 * @param stackNames names, ids or display names. Default: all
 */
export async function deployStacks(
  directory: string, stackNames: readonly string[] | undefined, deployment: AssemblyDeployment,
): Promise<StackResult[]> {
  const assembly = readCloudAssembly(directory);
  const chosen = stackNames?.map((name) => stackNamed(directory, assembly, name)) ?? stacksWithJobs(assembly, deployment);
  return deployInTurn(deploymentOrder(assembly, chosen, (stack) => deployment.stacks.isHere(stack)), deployment);
}

/**
 * Deploys one stack of an assembly, and none that it depends on.
 * @param stackName needn't be given when the assembly has one stack
 */
export async function deployStack(directory: string, stackName: string | undefined, deployment: AssemblyDeployment): Promise<StackResult> {
  const assembly = readCloudAssembly(directory);
  const stack = stackName === undefined ? onlyStack(directory, assembly) : stackNamed(directory, assembly, stackName);
  if (stack.isEmpty) throw new Error(`the stack ${stack.name} has no resources, and CloudFormation makes none without`);
  const [result] = await deployInTurn([stack], deployment);
  return result;
}

async function deployInTurn(ordered: readonly StackArtifact[], deployment: AssemblyDeployment): Promise<StackResult[]> {
  const { stacks, publish, warn, resolve } = deployment;
  const artifacts = ordered.filter(({ isEmpty }) => !isEmpty);
  for (const { name } of ordered.filter(({ isEmpty }) => isEmpty)) warn(name, 'the stack has no resources, and so isn\'t deployed, as by the CDK\'s command');
  artifacts.forEach((stack) => stacks.requireHere(stack));
  const plan = await planDeployment(artifacts, deployment);
  const given = new GivenValues(resolve);
  const all = artifacts.map(({ name }) => name).join(', ');
  for (const warning of plan.warnings) warn(all, warning);
  const results: StackResult[] = [];
  for (const artifact of artifacts) {
    publish(artifact);
    const result = await stacks.deploy(artifact, given, plan.extras);
    results.push(result);
    if (result.reason !== undefined) return results;
  }
  for (const name of given.neverNeeded) warn(all, `nothing needed the value that is given for ${name}`);
  for (const warning of plan.unmet()) warn(all, warning);
  return results;
}

/** The stacks that a deployment is about when none are named. */
function stacksWithJobs(assembly: readonly StackArtifact[], { jobs }: DeploymentOptions): readonly StackArtifact[] {
  return jobs === undefined ? assembly : [...new Set(jobsNamed(jobs, assembly).map(({ use }) => use.stack))];
}

function onlyStack(directory: string, stacks: readonly StackArtifact[]): StackArtifact {
  if (stacks.length === 1) return stacks[0];
  throw new Error(`the assembly ${directory} must have one stack, or one must be named; it has: ${namesOf(stacks)}`);
}

/** The stack with this name, id or display name. */
function stackNamed(directory: string, stacks: readonly StackArtifact[], name: string): StackArtifact {
  const [found, ...others] = stacks.filter((stack) => namesOfStack(stack).includes(name));
  if (!found) throw new Error(`the assembly ${directory} has no stack ${name}; it has: ${namesOf(stacks)}`);
  if (others.length === 0) return found;
  throw new Error(`the assembly ${directory} has several stacks ${name}; name one by its id: ${[found, ...others].map(({ id }) => id).join(', ')}`);
}

function namesOf(stacks: readonly StackArtifact[]): string {
  return stacks.map(({ name }) => name).join(', ') || 'none';
}
