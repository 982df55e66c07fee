import { Lazy, Token, Tokenization, type IResolveContext } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { show } from './checks';
import type { JobRequest, StandIn } from './contract';
import { literalParts } from './key-pattern';
import { NOT_IN_XML } from './limits';
import { refuse } from './problems';
import { isReference } from './references';

/** Refers to what is left out. */
const NO_VALUE = '{"Ref":"AWS::NoValue"}';

/** A request as it stands in the template. */
export interface RequestText {
  /** JSON without anything that only the deployment knows. */
  readonly text: string;
  /** What the text says. */
  readonly template: unknown;
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
  const template = withStandIns(request, 'request', { values, problems });
  return { text: JSON.stringify(template), template, values, problems };
}

/** What a template says with values in place of its stand-ins, by their index. */
export function filledIn(template: unknown, valueOf: (index: number) => unknown): unknown {
  if (typeof template !== 'object' || template === null) {
    return template;
  }
  if (Array.isArray(template)) {
    return template.map((item) => filledIn(item, valueOf));
  }
  const { $: index } = template as Partial<StandIn>;
  return typeof index === 'number'
    ? valueOf(index)
    : Object.fromEntries(Object.entries(template).map(([name, item]) => [name, filledIn(item, valueOf)]));
}

/** The values for the template of a job: CloudFormation would leave `AWS::NoValue` out of the list, and the others would move up. */
export function templateValues(job: IConstruct, values: readonly string[]): unknown {
  // what is nothing but a reference is never absent
  return values.every((value) => isReference(value)) ? values : Lazy.uncachedAny({
    produce: (context: IResolveContext) => {
      // here it is only looked what they refer to
      if (context.preparing) {
        return values;
      }
      const resolved = values.map((value): unknown => context.resolve(value));
      refuse(job, resolved.map((value) => JSON.stringify(value)).filter((text) => text.includes(NO_VALUE)).map((text) => (
        'a value of the job may be AWS::NoValue at deployment, and a job can\'t be declared with a value that may be absent; '
          + `use a condition on the whole job, got: ${text}`
      )));
      return resolved;
    },
  });
}

interface Found {
  readonly values: string[];
  readonly problems: string[];
}

function withStandIns(node: unknown, path: string, found: Found): unknown {
  if (typeof node === 'string') {
    found.problems.push(...textProblems(`\`${path}\``, node));
  }
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
    found.problems.push(...textProblems(`a key of \`${path}\``, name));
    if (Token.isUnresolved(name)) {
      found.problems.push(`a key of \`${path}\` is known only at deployment, which the request can't hold; use a key known at synth`);
    } else if (name === '$' && typeof item === 'number') {
      found.problems.push(`\`${path}\` must not have a number named $, which stands for a value known at deployment, got: ${item}`);
    }
    return [name, withStandIns(item, `${path}.${name}`, found)];
  }));
}

/** Unless all that synth knows of a text can be sent as it is. */
function textProblems(subject: string, text: string): string[] {
  return NOT_IN_XML.test(text) && literalParts(text).some((part) => NOT_IN_XML.test(part))
    ? [`${subject} must have no control characters and no half of a surrogate pair, which XML can't hold and so S3 can't be told, got: ${show(text)}`]
    : [];
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
