import type { Later } from './properties';
import type { FunctionCode } from '../runner/invocation';

/** What it takes to run a function here. */
export interface RunnableFunction {
  readonly code: FunctionCode;
  readonly handler: string;
  readonly environment: { readonly [name: string]: string };
  /** What of its variables can't be known, so that something else stands for it. */
  readonly placeholders?: readonly string[];
}

/** A function that a stack has. */
export interface DeployedFunction {
  readonly name: string;
  /** Without a version or an alias. */
  readonly arn: string;
  readonly logicalId: string;
  /** What else its stack's place in the app calls it: its construct's path, and its stack's with the logical id. */
  readonly paths: readonly string[];
  /** Known, or not, when the function is run, as all that comes later. */
  readonly runnable: Later<RunnableFunction>;
  readonly timeoutSeconds: Later<number>;
  readonly roleArn: Later<string>;
  /** How many invocations may run at a time, of all versions together. Default: any number. */
  readonly reservedConcurrency?: Later<number | undefined>;
  /** Says what isn't as it would be, once it matters. */
  readonly warn?: (message: string) => void;
}

/** A function that there is or was, and the role that it had. */
export interface KnownFunction {
  /** Without a version or an alias. */
  readonly arn: string;
  /** Its construct's; where the template doesn't say, its stack's place with the logical id. */
  readonly path: string;
  readonly roleArn: string;
}

/** A function as it is invoked: as it is now, or as a version keeps it. */
export interface InvocableFunction extends DeployedFunction {
  /** `$LATEST` or a number. */
  readonly version: string;
}

/** A function's name for the function as it is now. */
export const LATEST = '$LATEST';

/** A function and what was published of it. */
interface PublishedFunction {
  latest: DeployedFunction;
  /** How many versions there have ever been: none has a number that another had. */
  published: number;
  readonly versions: Map<string, DeployedFunction>;
  /** Versions by the names of aliases. */
  readonly aliases: Map<string, string>;
}

/** The functions of the stacks with their versions and aliases. */
export class FunctionDirectory {
  /** By ARN, without a version or an alias. */
  private readonly functions = new Map<string, PublishedFunction>();
  /** By ARN and role. */
  private readonly past = new Map<string, KnownFunction>();

  /** The functions there are and were, with each role that they had. */
  get everDeployed(): readonly KnownFunction[] {
    return [...this.past.values()];
  }

  /** Adds a function, or replaces what it is now. */
  put(deployed: DeployedFunction): void {
    this.remember(deployed);
    const known = this.functions.get(deployed.arn);
    if (known) known.latest = deployed;
    else this.functions.set(deployed.arn, { latest: deployed, published: 0, versions: new Map(), aliases: new Map() });
  }

  /** Takes a function away, with its versions and aliases. */
  remove(arn: string): void {
    this.functions.delete(arn);
  }

  /** Keeps a function as it is now; returns the version's number. */
  publish(arn: string): string {
    const known = this.known(arn);
    const version = String(++known.published);
    known.versions.set(version, known.latest);
    return version;
  }

  /** Takes a version away, if there is the function. */
  removeVersion(arn: string, version: string): void {
    this.functions.get(arn)?.versions.delete(version);
  }

  /** Adds an alias for a version, or moves it to another. */
  putAlias(arn: string, alias: string, version: string): void {
    const { versions, aliases } = this.known(arn);
    if (version !== LATEST && !versions.has(version)) throw new Error(`the function ${arn} has no version ${version}`);
    aliases.set(alias, version);
  }

  /** Takes an alias away, if there is the function. */
  removeAlias(arn: string, alias: string): void {
    this.functions.get(arn)?.aliases.delete(alias);
  }

  /** @param arn with or without a version or an alias */
  byArn(arn: string): InvocableFunction | undefined {
    const { unqualified, qualifier = LATEST } = partsOf(arn);
    const known = this.functions.get(unqualified);
    if (!known) return undefined;
    const version = known.aliases.get(qualifier) ?? qualifier;
    const found = version === LATEST ? known.latest : known.versions.get(version);
    // a version keeps none of its own
    return found && { version, ...found, reservedConcurrency: known.latest.reservedConcurrency };
  }

  /** The functions as they are now. */
  all(): DeployedFunction[] {
    return [...this.functions.values()].map(({ latest }) => latest);
  }

  /** The ARN of a function that a property names: by its name, or its ARN in full or in part. */
  arnOf(nameOrArn: string): string {
    const name = nameOrArn.split(':function:').pop();
    const found = [...this.functions.values()].find(({ latest }) => latest.name === name);
    if (!found) throw new Error(`there is no function ${nameOrArn} in the stacks that are deployed here`);
    return found.latest.arn;
  }

  private remember({ arn, paths: [path], roleArn }: DeployedFunction): void {
    // one whose role isn't known here makes no calls in anybody's name
    if ('value' in roleArn) this.past.set(`${arn} ${roleArn.value}`, { arn, path, roleArn: roleArn.value });
  }

  private known(arn: string): PublishedFunction {
    const known = this.functions.get(arn);
    if (!known) throw new Error(`there is no function ${arn} in the stacks that are deployed here`);
    return known;
  }
}

/** `arn:aws:lambda:<region>:<account>:function:<name>[:<version or alias>]`. */
function partsOf(arn: string): { unqualified: string; qualifier?: string } {
  const parts = arn.split(':');
  return { unqualified: parts.slice(0, 7).join(':'), qualifier: parts[7] };
}
