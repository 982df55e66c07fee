import { readCloudAssembly } from './cloud-assembly';
import { declaredResources, declaredText } from './declared-resource';
import { BUCKET_TYPE, FUNCTION_TYPE, JOB_TYPE } from './resource-types';

/** What is in a cloud assembly that a deployment can be told something about. */
export interface AssemblyOverview {
  readonly stacks: readonly StackOverview[];
  readonly buckets: readonly BucketOverview[];
  /** The jobs of this project's constructs. */
  readonly jobs: readonly JobOverview[];
  readonly functions: readonly FunctionOverview[];
}

/** A stack of an assembly; those nested in others are none of their own. */
export interface StackOverview {
  readonly name: string;
  /** Unlike the name, no other stack of the assembly has it. */
  readonly id: string;
  /** How the CDK's command shows it, such as `Prod/Logs`. */
  readonly displayName: string;
  /** Undefined when the stack leaves it to the deployment. */
  readonly account?: string;
  /** Undefined when the stack leaves it to the deployment. */
  readonly region?: string;
}

/** Where a resource is declared. */
export interface DeclaredPlace {
  /** The stack's id; of a resource in a nested stack that of the outermost one. */
  readonly stack: string;
  /**
   * The construct's path, such as `Prod/Logs/Files`. Of an app without paths in its templates (`pathMetadata: false`) the
   * stack's display name and the logical id, with those of nested stacks between.
   */
  readonly path: string;
}

/** A bucket that a stack makes. */
export interface BucketOverview extends DeclaredPlace {
  /** Undefined when it isn't known before the deployment. */
  readonly name?: string;
}

/** A job that a stack makes. */
export interface JobOverview extends DeclaredPlace {
  readonly logicalId: string;
}

/** A function that a stack makes. */
export interface FunctionOverview extends DeclaredPlace {
  readonly logicalId: string;
  /** Undefined when it isn't known before the deployment. */
  readonly name?: string;
  /** Such as `nodejs22.x`. Undefined of a container image, and when it isn't known before the deployment. */
  readonly runtime?: string;
}

/** Reads what a cloud assembly (`cdk.out`) declares; deploys nothing. An error names what can't be read. */
export function readAssemblyOverview(directory: string): AssemblyOverview {
  const stacks = readCloudAssembly(directory);
  const resources = stacks.flatMap(declaredResources);
  const ofType = (type: string) => resources.filter(({ declaration: { Type } }) => Type === type)
    .map((resource) => ({ resource, place: { stack: resource.use.stack.id, path: resource.path } }));
  return {
    stacks: stacks.map(({ name, id, displayName, account, region }) => ({ name, id, displayName, account, region })),
    buckets: ofType(BUCKET_TYPE).map(({ resource, place }) => ({ ...place, name: declaredText(resource, 'BucketName') })),
    jobs: ofType(JOB_TYPE).map(({ resource: { logicalId }, place }) => ({ ...place, logicalId })),
    functions: ofType(FUNCTION_TYPE).map(({ resource, place }) => ({
      ...place, logicalId: resource.logicalId, name: declaredText(resource, 'FunctionName'), runtime: declaredText(resource, 'Runtime'),
    })),
  };
}
