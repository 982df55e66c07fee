import { isJsonList, type Json } from './template';

/** An attribute of a resource, such as `Job` and `JobId`. Its name may be left to a parameter. */
export interface AttributeReference {
  readonly logicalId: string;
  readonly attribute: Json;
}

/** What `Fn::GetAtt` names, in its list and its dotted form; undefined when it is neither. */
export function attributeReference(argument: Json): AttributeReference | undefined {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    return dot > 0 ? { logicalId: argument.slice(0, dot), attribute: argument.slice(dot + 1) } : undefined;
  }
  if (!isJsonList(argument)) return undefined;
  const [logicalId, attribute] = argument;
  return typeof logicalId === 'string' && attribute !== undefined ? { logicalId, attribute } : undefined;
}
