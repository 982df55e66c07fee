import { Aws, Lazy, Token, Tokenization, type IResolveContext } from 'aws-cdk-lib';
import { show } from './checks';
import type { JobRequest, StandIn } from './contract';

/** A request as it stands in the template. */
export interface RequestText {
  /** JSON without anything that only the deployment knows. */
  readonly text: string;
  /** What the text's stand-ins stand for, by their index. */
  readonly values: string[];
  /** Why it can't stand there, a line each. */
  readonly problems: readonly string[];
}

/**
 * Writes a request as static JSON text, with stand-ins for the values that only the deployment knows. The handler puts
 * them in after parsing, so that no value can break the request or widen it.
 */
export function requestText(request: JobRequest): RequestText {
  const values: string[] = [];
  const problems: string[] = [];
  const text = JSON.stringify(withStandIns(request, 'request', { values, problems }));
  return { text, values, problems };
}

/** The values for a template: CloudFormation would leave `AWS::NoValue` out of the list, and the others would move up. */
export function templateValues(values: readonly string[]): unknown {
  return Lazy.uncachedAny({
    produce: (context: IResolveContext) => {
      const absent = values.filter((value) => JSON.stringify(context.resolve(value)).includes(JSON.stringify(context.resolve(Aws.NO_VALUE))));
      if (absent.length > 0) {
        throw new Error('a value of the job may be AWS::NoValue at deployment, and a job can\'t be declared with a value that may be absent; '
          + `use a condition on the whole job, got: ${JSON.stringify(context.resolve(absent[0]))}`);
      }
      return values;
    },
  });
}

interface Found {
  readonly values: string[];
  readonly problems: string[];
}

function withStandIns(node: unknown, path: string, found: Found): unknown {
  if (Token.isUnresolved(node)) {
    return standIn(node, path, found);
  }
  if (Array.isArray(node)) {
    return node.map((item, index) => withStandIns(item, `${path}[${index}]`, found));
  }
  if (typeof node !== 'object' || node === null) {
    return node;
  }
  return Object.fromEntries(Object.entries(node).map(([name, item]) => {
    if (Token.isUnresolved(name)) {
      found.problems.push(`a key of \`${path}\` is known only at deployment, which the request can't hold; use a key known at synth`);
    } else if (name === '$' && typeof item === 'number') {
      found.problems.push(`\`${path}\` must not have a number named $, which stands for a value known at deployment, got: ${item}`);
    }
    return [name, withStandIns(item, `${path}.${name}`, found)];
  }));
}

function standIn(leaf: unknown, path: string, { values, problems }: Found): StandIn | undefined {
  if (typeof leaf !== 'string' && typeof leaf !== 'number') {
    problems.push(`\`${path}\` is known only at deployment, which the request can hold strings and numbers of, got: ${show(leaf)}`);
    return undefined;
  }
  const value = typeof leaf === 'number' ? Tokenization.stringifyNumber(leaf) : leaf;
  if (!values.includes(value)) {
    values.push(value);
  }
  return { $: values.indexOf(value) };
}
