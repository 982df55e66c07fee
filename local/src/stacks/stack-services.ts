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

/** What one deployment or deletion has beside that. */
export interface OperationServices extends StackServices {
  readonly given: GivenValues;
  readonly nestedStacks: NestedStacks;
}
