import { attributeReference } from './attribute-reference';
import { subParts } from './substitution';
import { type Intrinsic, intrinsicOf, isJsonList, isJsonObject, type Json, type JsonObject } from './template';
import { UnknownValueError, UnresolvedError } from './unresolved-error';

/** What the names in a template stand for. An {@link UnresolvedError} says why one stands for nothing. */
export interface Scope {
  /** What `Ref` gives: of a parameter, a pseudo parameter or a resource; undefined for `AWS::NoValue`. */
  reference(name: string, path: string): Json | undefined;
  attribute(logicalId: string, attribute: string, path: string): Json;
  condition(name: string, path: string): boolean;
  /** What `Fn::FindInMap` finds. */
  mapped(argument: Json, path: string): Json | undefined;
  /** What another stack exports by this name. */
  imported(name: string, path: string): Json;
  /** An output of another stack, exported or not. */
  stackOutput(output: StackOutput, path: string): Json;
}

/** What `Fn::GetStackOutput` asks for. */
export interface StackOutput {
  readonly stackName: string;
  readonly outputName: string;
  /** Default: the stack's own. */
  readonly region?: string;
  /** What another account is asked as. */
  readonly roleArn?: string;
}

/**
 * The value that a part of a template comes to. Only what is read is evaluated, and only the branch of `Fn::If` that is taken.
 * @param path where the value stands, such as `Resources.Job.Properties.Values.0`; errors begin with it
 * @returns undefined for `AWS::NoValue`, which also vanishes from the lists and objects that hold it
 */
export function resolve(value: Json, path: string, scope: Scope): Json | undefined {
  const intrinsic = intrinsicOf(value);
  return intrinsic ? evaluate(intrinsic, path, scope) : withinData(value, path, (part, partPath) => resolve(part, partPath, scope));
}

/** Data with each of its items or members resolved, and without those that come to nothing. */
export function withinData(value: Json, path: string, resolvePart: (part: Json, path: string) => Json | undefined): Json {
  if (isJsonList(value)) {
    return value.map((item, index) => resolvePart(item, `${path}.${index}`)).filter((item) => item !== undefined);
  }
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(([name, member]) => [name, resolvePart(member, `${path}.${name}`)] as const);
    return Object.fromEntries(members.filter((member): member is [string, Json] => member[1] !== undefined));
  }
  return value;
}

/** The text that a part of a template comes to; anything but a scalar is an {@link UnresolvedError}. */
export function resolveText(value: Json, path: string, scope: Scope): string {
  const resolved = resolve(value, path, scope);
  if (resolved === undefined || resolved === null || typeof resolved === 'object') {
    throw new UnresolvedError(path, `a text is wanted, got: ${JSON.stringify(resolved)}`);
  }
  return String(resolved);
}

type Evaluation = (argument: Json, path: string, scope: Scope) => Json | undefined;

const EVALUATIONS: { readonly [intrinsic: string]: Evaluation } = {
  'Ref': (argument, path, scope) => scope.reference(nameIn(argument, 'Ref', path), path),
  'Fn::Base64': (argument, path, scope) => Buffer.from(resolveText(argument, path, scope)).toString('base64'),
  'Fn::FindInMap': (argument, path, scope) => scope.mapped(argument, path),
  'Fn::GetAtt': getAttribute,
  'Fn::If': (argument, path, scope) => {
    const [condition, then, otherwise] = listIn(argument, 'Fn::If', 3, path);
    return resolve(scope.condition(nameIn(condition, 'Fn::If', path), path) ? then : otherwise, path, scope);
  },
  'Fn::GetStackOutput': (argument, path, scope) => scope.stackOutput(stackOutputOf(argument, path, scope), path),
  'Fn::ImportValue': (argument, path, scope) => scope.imported(resolveText(argument, path, scope), path),
  'Fn::Join': (argument, path, scope) => {
    const [delimiter, list] = listIn(argument, 'Fn::Join', 2, path);
    return resolvedList(list, 'Fn::Join', path, scope).map((item) => resolveText(item, path, scope)).join(resolveText(delimiter, path, scope));
  },
  'Fn::Select': select,
  'Fn::Split': (argument, path, scope) => {
    const [delimiter, text] = listIn(argument, 'Fn::Split', 2, path);
    return resolveText(text, path, scope).split(resolveText(delimiter, path, scope));
  },
  'Fn::Sub': substitute,
};

function evaluate({ name, argument }: Intrinsic, path: string, scope: Scope): Json | undefined {
  if (!Object.hasOwn(EVALUATIONS, name)) throw new UnknownValueError(path, `\`${name}\` isn't evaluated here`);
  return EVALUATIONS[name](argument, path, scope);
}

function getAttribute(argument: Json, path: string, scope: Scope): Json {
  const reference = attributeReference(argument);
  if (!reference) throw new UnresolvedError(path, `\`Fn::GetAtt\` must name a resource and an attribute, got: ${JSON.stringify(argument)}`);
  return scope.attribute(reference.logicalId, resolveText(reference.attribute, path, scope), path);
}

function stackOutputOf(argument: Json, path: string, scope: Scope): StackOutput {
  if (!isJsonObject(argument)) throw new UnresolvedError(path, `\`Fn::GetStackOutput\` must name a stack and an output, got: ${JSON.stringify(argument)}`);
  const { StackName, OutputName, Region, RoleArn } = argument;
  const text = (name: string, value: Json = null) => resolveText(value, `${path}.${name}`, scope);
  return {
    stackName: text('StackName', StackName),
    outputName: text('OutputName', OutputName),
    ...(Region !== undefined && { region: text('Region', Region) }),
    ...(RoleArn !== undefined && { roleArn: text('RoleArn', RoleArn) }),
  };
}

function select(argument: Json, path: string, scope: Scope): Json | undefined {
  const [indexValue, list] = listIn(argument, 'Fn::Select', 2, path);
  const index = Number(resolveText(indexValue, path, scope));
  // a list in the template is resolved where it is picked from, so that what isn't picked needn't be known
  const items = isJsonList(list) ? list : resolvedList(list, 'Fn::Select', path, scope);
  if (!(index in items)) throw new UnresolvedError(path, `\`Fn::Select\` asks for item ${index} of a list of ${items.length}`);
  return resolve(items[index], path, scope);
}

function substitute(argument: Json, path: string, scope: Scope): Json {
  const [text, variables] = isJsonList(argument) ? argument : [argument, {}];
  if (typeof text !== 'string' || !isJsonObject(variables)) {
    throw new UnresolvedError(path, `\`Fn::Sub\` must have a text and may have variables, got: ${JSON.stringify(argument)}`);
  }
  return subParts(text).map((part) => 'text' in part ? part.text : variableText(part.variable, variables, path, scope)).join('');
}

function variableText(name: string, variables: JsonObject, path: string, scope: Scope): string {
  if (Object.hasOwn(variables, name)) return resolveText(variables[name], path, scope);
  return resolveText(name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name }, path, scope);
}

function resolvedList(value: Json, intrinsic: string, path: string, scope: Scope): readonly Json[] {
  const resolved = resolve(value, path, scope);
  if (!isJsonList(resolved)) throw new UnresolvedError(path, `\`${intrinsic}\` wants a list, got: ${JSON.stringify(resolved)}`);
  return resolved;
}

function listIn(argument: Json, intrinsic: string, length: number, path: string): readonly Json[] {
  if (isJsonList(argument) && argument.length === length) return argument;
  throw new UnresolvedError(path, `\`${intrinsic}\` must have ${length} arguments, got: ${JSON.stringify(argument)}`);
}

function nameIn(argument: Json, intrinsic: string, path: string): string {
  if (typeof argument === 'string') return argument;
  throw new UnresolvedError(path, `\`${intrinsic}\` must have a name, got: ${JSON.stringify(argument)}`);
}
