import { isJsonObject } from '../../assembly/template';
import type { PolicyDocument } from '../../policy/document';
import type { Properties } from '../properties';

/** A policy under the name that its role knows it by. */
export interface NamedPolicy {
  readonly policyName: string;
  readonly document: PolicyDocument;
}

/** The property `PolicyDocument`. What stands in its statements is judged when they decide about a call, what can't be known too. */
export function policyDocumentIn(properties: Properties): PolicyDocument {
  const value = properties.known('PolicyDocument', ({ message }) => ({ unknown: message }));
  if (!isJsonObject(value) || value.Statement === undefined) {
    throw new Error(`a policy document must have a \`Statement\`, got: ${JSON.stringify(value)}`);
  }
  return value as unknown as PolicyDocument;
}
