import { isJsonObject, type Json, type JsonObject } from './template';

/** What a field of an assembly's JSON must be, in words, and whether a value is it. */
const KINDS = {
  text: ['text', (value: Json) => typeof value === 'string'],
  texts: ['a list of texts', (value: Json) => Array.isArray(value) && value.every((item) => typeof item === 'string')],
  object: ['an object', (value: Json) => isJsonObject(value)],
  objects: ['an object of objects', (value: Json) => isJsonObject(value) && Object.values(value).every((item) => isJsonObject(item))],
  textsByName: ['an object of texts', (value: Json) => isJsonObject(value) && Object.values(value).every((item) => typeof item === 'string')],
} satisfies { readonly [kind: string]: readonly [string, (value: Json) => boolean] };

/** The kinds of fields by name; a name with `*` at its end is that of one which must be there. */
export interface Fields {
  readonly [name: string]: keyof typeof KINDS;
}

/** What is wrong with the fields of an object that are read; undefined: nothing. Others may be anything. */
export function fieldProblem(subject: string, object: JsonObject, fields: Fields): string | undefined {
  return Object.entries(fields).map(([name, kind]) => {
    const field = name.replace(/\*$/, '');
    const [words, isKind] = KINDS[kind];
    const isThere = Object.hasOwn(object, field);
    return (isThere ? isKind(object[field]) : field === name) ? undefined : `\`${field}\` of ${subject} must be ${words}`;
  }).find((problem) => problem !== undefined);
}
