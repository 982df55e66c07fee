/** What a template, a property or a resolved value is made of. */
export type Json = null | string | number | boolean | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [member: string]: Json;
}

/** A CloudFormation template: the sections that deploying it here reads. */
export interface Template {
  readonly Parameters?: { readonly [name: string]: ParameterDeclaration };
  readonly Mappings?: JsonObject;
  readonly Conditions?: JsonObject;
  readonly Resources: { readonly [logicalId: string]: ResourceDeclaration };
  readonly Outputs?: { readonly [name: string]: OutputDeclaration };
  /** Has no effect here. */
  readonly Transform?: Json;
  /** Has no effect here. */
  readonly Rules?: JsonObject;
}

/** A parameter of a template. */
export interface ParameterDeclaration {
  readonly Type: string;
  readonly Default?: string | number;
  readonly AllowedValues?: readonly (string | number)[];
  readonly AllowedPattern?: string;
  readonly MinLength?: string | number;
  readonly MaxLength?: string | number;
  readonly MinValue?: string | number;
  readonly MaxValue?: string | number;
}

/** A resource as its template declares it, nothing resolved. */
export interface ResourceDeclaration {
  readonly Type: string;
  readonly Properties?: JsonObject;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Metadata?: JsonObject;
}

/** An output as its template declares it, nothing resolved. */
export interface OutputDeclaration {
  readonly Value: Json;
  readonly Condition?: string;
  readonly Export?: { readonly Name: Json };
}

/** Whether a value has members. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value has items. */
export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** An intrinsic function as a template writes it: an object whose one member is `Ref` or begins with `Fn::`. */
export interface Intrinsic {
  readonly name: string;
  readonly argument: Json;
}

/** The intrinsic function that a value is; undefined when it is plain data. */
export function intrinsicOf(value: Json): Intrinsic | undefined {
  if (!isJsonObject(value)) return undefined;
  const [name, ...others] = Object.keys(value);
  const isIntrinsic = name !== undefined && others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'));
  return isIntrinsic ? { name, argument: value[name] } : undefined;
}
