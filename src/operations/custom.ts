import * as iam from 'aws-cdk-lib/aws-iam';
import { Operation } from './operation';
import type { OperationBinding } from '../private/binding';
import { show, type KnownOptions } from '../private/checks';
import { inOneOrder, rawProblems } from '../private/operation/raw-request';
import { isPlainObject } from '../private/string-maps';
import { isStruct, operationOptionProblems } from '../private/struct-checks';

/** Options of `BatchOperation.custom`. */
export interface CustomOperationOptions {
  /**
   * What the job's role has to be allowed for the operation, all of it: an empty list, where it needs nothing. Allowed
   * besides is what the manifest and the report need.
   */
  readonly statements: iam.PolicyStatement[];
}

const OPTIONS: KnownOptions<CustomOperationOptions> = { statements: true };

/** How the API names operations. */
const NAME = /^[A-Za-z][A-Za-z0-9]*$/;

/** An operation as the API spells it. */
export class CustomOperation extends Operation {
  public readonly name: string;

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what S3 will add has no other type
  constructor(private readonly operation: { readonly [name: string]: any }, private readonly options: CustomOperationOptions) {
    super();
    this.name = namesIn(operation)[0] ?? 'custom';
  }

  /** @internal */
  public _bind(): OperationBinding {
    const { operation, options, name } = this;
    const problems = [...operationProblems(operation), ...optionProblems(options)];
    return problems.length > 0 ? { request: {}, permissions: [], problems, warnings: [] } : {
      request: { [name]: inOneOrder(operation[name]) as { readonly [option: string]: unknown } },
      permissions: options.statements.map((statement) => ({ statement })),
      problems,
      warnings: [],
    };
  }
}

function namesIn(operation: unknown): string[] {
  return isPlainObject(operation) ? Object.entries(operation).filter(([, value]) => value !== undefined).map(([name]) => name) : [];
}

function operationProblems(operation: unknown): string[] {
  const names = namesIn(operation);
  const [name] = names;
  if (names.length !== 1 || !NAME.test(name)) {
    return ['`operation` must have the API\'s name of one operation, and its options under it, as in { S3DeleteObjectTagging: {} }, got: '
      + (names.length > 0 ? names.map(show).join(', ') : show(operation))];
  }
  const options = (operation as { readonly [member: string]: unknown })[name];
  return isPlainObject(options)
    ? rawProblems(`operation.${name}`, options)
    : [`\`operation.${name}\` must be an object, {} for an operation without options, got: ${show(options)}`];
}

function optionProblems(options: CustomOperationOptions): string[] {
  return [
    ...operationOptionProblems('custom', options, OPTIONS),
    ...(options === undefined || isStruct(options) ? statementListProblems(options?.statements) : []),
  ];
}

function statementListProblems(statements: unknown): string[] {
  return Array.isArray(statements)
    // a hole of a list is a value too
    ? Array.from<unknown>(statements).flatMap((statement, index) => statementProblems(`operation.statements[${index}]`, statement))
    : [`\`operation.statements\` must be a list of policy statements, [] for an operation that needs none, got: ${show(statements)}`];
}

function statementProblems(path: string, statement: unknown): string[] {
  return statement instanceof iam.PolicyStatement
    ? statement.validateForIdentityPolicy().map((problem) => `\`${path}\` must be a statement that a role's policy can hold: ${problem}`)
    : [`\`${path}\` must be a PolicyStatement, got: ${show(statement)}`];
}
