import { Token, Tokenization } from 'aws-cdk-lib';
import { show } from './checks';
import type { JobRequest, StandIn } from './contract';

/** A request as it stands in the template. */
export interface RequestText {
  /** JSON without anything that only the deployment knows. */
  readonly text: string;
  /** What the text's stand-ins stand for, by their index. */
  readonly values: string[];
}

/**
 * Writes a request as static JSON text, with stand-ins for the values that only the deployment knows. The handler puts
 * them in after parsing, so that no value can break the request or widen it.
 */
export function requestText(request: JobRequest): RequestText {
  const values: string[] = [];
  const text = JSON.stringify(withStandIns(request, 'request', values));
  return { text, values };
}

function withStandIns(node: unknown, path: string, values: string[]): unknown {
  if (Token.isUnresolved(node)) {
    return standIn(node, path, values);
  }
  if (Array.isArray(node)) {
    return node.map((item, index) => withStandIns(item, `${path}[${index}]`, values));
  }
  if (typeof node !== 'object' || node === null) {
    return node;
  }
  return Object.fromEntries(Object.entries(node).map(([name, item]) => {
    if (Token.isUnresolved(name)) {
      throw new Error(`a key of \`${path}\` is known only at deployment, which the request can't hold; use a key known at synth`);
    }
    return [name, withStandIns(item, `${path}.${name}`, values)];
  }));
}

function standIn(leaf: unknown, path: string, values: string[]): StandIn {
  if (typeof leaf !== 'string' && typeof leaf !== 'number') {
    throw new Error(`\`${path}\` is known only at deployment, which the request can hold strings and numbers of, got: ${show(leaf)}`);
  }
  const value = typeof leaf === 'number' ? Tokenization.stringifyNumber(leaf) : leaf;
  if (!values.includes(value)) {
    values.push(value);
  }
  return { $: values.indexOf(value) };
}
