/** A policy as IAM writes it, in JSON; whatever a template leaves to the deployment is already resolved. */
export interface PolicyDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: Statement | readonly Statement[];
}

/** One statement of a role's policy. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action?: OneOrMany;
  readonly NotAction?: OneOrMany;
  readonly Resource?: OneOrMany;
  readonly NotResource?: OneOrMany;
  /** Operator to condition key to the values it is compared with. */
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: OneOrMany<ConditionValue> } };
}

/** Stands for what can't be known here, in the place of any text of a statement: most often of a resource. */
export interface UnknownPart {
  /** Why. */
  readonly unknown: string;
}

/** What IAM lets stand for itself or in a list. */
export type OneOrMany<T = string> = T | readonly T[];

/** JSON's scalars; IAM compares them as text. */
export type ConditionValue = string | number | boolean;

/** A value of IAM JSON as a list. */
export function listOf<T>(value: OneOrMany<T> | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value as readonly T[] : [value as T];
}
