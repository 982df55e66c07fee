import { isJsonObject, type Json } from '../../assembly/template';
import type { PolicyDocument } from '../../policy/document';

/** A policy under the name that its role knows it by. */
export interface NamedPolicy {
  readonly policyName: string;
  readonly document: PolicyDocument;
}

/** A resolved property as a policy. What stands in its statements is judged when they decide about a call. */
export function policyDocumentIn(value: Json | undefined): PolicyDocument {
  if (!isJsonObject(value) || value.Statement === undefined) {
    throw new Error(`a policy document must have a \`Statement\`, got: ${JSON.stringify(value)}`);
  }
  return value as unknown as PolicyDocument;
}
