import type { Later } from './properties';

/** All that it takes to run a function. */
export interface RunnableFunction {
  readonly codeFolder: string;
  readonly handler: string;
  readonly environment: { readonly [name: string]: string };
  readonly timeoutSeconds: number;
  readonly roleArn: string;
}

/** A function that a stack has. */
export interface DeployedFunction {
  readonly name: string;
  readonly arn: string;
  /** Known, or not, when the function is run. */
  readonly runnable: Later<RunnableFunction>;
}

/** The functions of the stacks, by ARN. */
export class FunctionDirectory {
  private readonly functions = new Map<string, DeployedFunction>();

  put(deployed: DeployedFunction): void {
    this.functions.set(deployed.arn, deployed);
  }

  remove(arn: string): void {
    this.functions.delete(arn);
  }

  byArn(arn: string): DeployedFunction | undefined {
    return this.functions.get(arn);
  }
}
