import { inspect } from 'node:util';
import type { DeployedFunction } from './function-directory';
import { ofConstruct } from '../assembly/construct-path';
import type { InvokeAddress } from '../runner/invocation';
import { InvokeEndpoint } from '../runner/invoke-endpoint';

/** A URL by a function's ARN, name, path or logical id, or by {@link REST}. */
export interface GivenEndpoints {
  readonly [functionOrStar: string]: string;
}

/** Stands for all functions that can't be run here. */
const REST = '*';

/** Which functions run elsewhere on this machine, and where. */
export class FunctionEndpoints {
  private readonly named: ReadonlyMap<string, InvokeEndpoint>;
  private readonly rest?: InvokeEndpoint;

  /** Refuses URLs that may lead off this machine. */
  constructor(given: GivenEndpoints = {}) {
    const endpoints = new Map(Object.entries(given).map(([name, url]) => [ofConstruct(name), endpointOf(name, url)]));
    this.rest = endpoints.get(REST);
    endpoints.delete(REST);
    this.named = endpoints;
  }

  get isEmpty(): boolean {
    return this.named.size === 0 && this.rest === undefined;
  }

  /** Where a function runs; undefined when that is here, or nowhere. Of several that name it, the most exact counts. */
  find(deployed: DeployedFunction, canRunHere: boolean): InvokeAddress | undefined {
    const name = namesOf(deployed).find((candidate) => this.named.has(candidate));
    const endpoint = name === undefined ? undefined : this.named.get(name);
    return (endpoint ?? (canRunHere ? undefined : this.rest))?.addressOf(deployed.logicalId);
  }

  /** What is named and none of these functions is. */
  missing(functions: readonly DeployedFunction[]): string[] {
    const names = new Set(functions.flatMap(namesOf));
    return [...this.named.keys()].filter((name) => !names.has(name));
  }
}

function endpointOf(name: string, url: string): InvokeEndpoint {
  try {
    return new InvokeEndpoint(url);
  } catch (error) {
    throw new Error(`\`lambdaEndpoints\` can't have ${inspect(url)} for ${name}: ${(error as Error).message}`, { cause: error });
  }
}

/** From the most exact to the least: stacks can have the same logical ids. */
function namesOf({ arn, name, paths, logicalId }: DeployedFunction): string[] {
  return [arn, name, ...paths, logicalId];
}
