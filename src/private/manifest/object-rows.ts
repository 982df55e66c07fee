import { Token } from 'aws-cdk-lib';
import { show, unknownOptionProblems, type KnownOptions } from '../checks';
import { encodedKeyRule, encodeKey, keyRule, versionIdRule, type CheckedRow } from './manifest-rows';
import type { ManifestObject } from '../../manifests/manifest-object';

const PATH = 'manifest.objects';
const OPTIONS: KnownOptions<ManifestObject> = { key: true, versionId: true };

/** Unless `objects` is a list of at least one. */
export function objectListProblems(objects: unknown): string[] {
  return Array.isArray(objects) && objects.length > 0 && !Token.isUnresolved(objects)
    ? []
    : [`\`${PATH}\` must hold at least one object, as in [{ key: 'a.txt' }], got: ${show(objects)}`];
}

/** Whether any object of a list says its version, so that all have to. */
export function anyVersion(objects: readonly ManifestObject[]): boolean {
  return objects.some((object) => object?.versionId !== undefined);
}

/** The rows of objects, or what is wrong with each. */
export function* objectRows(objects: readonly ManifestObject[]): Generator<CheckedRow> {
  const withVersions = anyVersion(objects);
  const places = new Map<string, number>();
  for (const [index, object] of objects.entries()) {
    const row = checkedRow(object, `${PATH}[${index}]`, withVersions);
    const earlier = 'text' in row ? places.get(row.text) : undefined;
    if (earlier !== undefined) {
      yield { problem: `\`${PATH}[${index}]\` must be another object than \`${PATH}[${earlier}]\`, got: ${show(object.key)} twice` };
      continue;
    }
    if ('text' in row) {
      places.set(row.text, index);
    }
    yield row;
  }
}

function checkedRow(object: ManifestObject, path: string, withVersions: boolean): CheckedRow {
  if (typeof object !== 'object' || object === null) {
    return { problem: `\`${path}\` must be an object by its key, as in { key: 'a.txt' }, got: ${show(object)}` };
  }
  const { key, versionId } = object;
  const encoded = typeof key === 'string' ? encodeKey(key) : undefined;
  const [problem] = [
    ...problemsOf(`\`${path}.key\``, key, keyRuleOf(key, encoded)),
    ...(withVersions ? problemsOf(`\`${path}.versionId\``, versionId, versionRuleOf(versionId)) : []),
    ...unknownOptionProblems(path, object, OPTIONS),
  ];
  return problem === undefined ? { text: withVersions ? `${encoded},${versionId}` : encoded!, key } : { problem };
}

function problemsOf(subject: string, value: unknown, rule: string | undefined): string[] {
  return rule === undefined ? [] : [`${subject} ${rule}, got: ${Token.isUnresolved(value) ? 'a value known at deployment' : show(value)}`];
}

function keyRuleOf(key: unknown, encoded: string | undefined): string | undefined {
  if (Token.isUnresolved(key)) {
    return 'must be known when the app runs, which writes the list; use JobManifest.fromCsv for one that is written later';
  }
  if (typeof key !== 'string') {
    return 'must be the key of an object, as text';
  }
  return encoded === undefined ? 'must be Unicode, and has half of a surrogate pair' : keyRule(key) ?? encodedKeyRule(encoded);
}

function versionRuleOf(versionId: unknown): string | undefined {
  if (versionId === undefined) {
    return 'must be given, since other objects of the list have one; null is the version without an id';
  }
  if (Token.isUnresolved(versionId)) {
    return 'must be known when the app runs, which writes the list';
  }
  return typeof versionId === 'string' ? versionIdRule(versionId) : 'must be a version\'s id, as text';
}
