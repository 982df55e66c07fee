import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../assembly/template';

/** What the handler of a custom resource is sent. CloudFormation template reference, "Custom resource request objects". */
export interface CustomResourceRequest extends JsonObject {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResponseURL: string;
  readonly StackId: string;
  /** A UUID. */
  readonly RequestId: string;
  readonly ResourceType: string;
  readonly LogicalResourceId: string;
  readonly ResourceProperties: JsonObject;
}

/** A value as CloudFormation hands it to a handler: every scalar is text. */
export function withScalarsAsText(value: Json): Json {
  if (isJsonList(value)) return value.map(withScalarsAsText);
  if (isJsonObject(value)) return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withScalarsAsText(member)]));
  return String(value);
}
