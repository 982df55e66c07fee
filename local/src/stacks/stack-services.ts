import type { Environment } from './environment';
import type { NestedStacks } from './nested-stacks';
import type { ProviderOf } from './resources';
import type { StackDirectory } from './stack-directory';
import type { StackEvent } from './stack-events';
import type { GivenValues } from '../assembly/given-values';
import type { Clock } from '../clock';

/** What stacks are played with. */
export interface StackServices {
  readonly environment: Environment;
  readonly directory: StackDirectory;
  readonly providerOf: ProviderOf;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly onEvent: (event: StackEvent) => void;
}

/** What isn't played of the templates, by the place of their stacks, see `Stack`. */
export type LeftOut = ReadonlyMap<string, { readonly Resources: ReadonlySet<string>; readonly Outputs: ReadonlySet<string> }>;

/** What a deployment does beside what the templates say. */
export interface DeploymentExtras {
  /** Default: nothing. */
  readonly leftOut?: LeftOut;
  /** Is told of a bucket as soon as it is made, and waited for; returns what is to be told of it. */
  readonly onBucket?: (place: string, logicalId: string, bucket: string) => Promise<string | undefined>;
}

/** What one deployment or deletion has beside that. */
export interface OperationServices extends StackServices, DeploymentExtras {
  readonly given: GivenValues;
  readonly nestedStacks: NestedStacks;
}
