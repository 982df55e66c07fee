import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What of jsii's assembly is looked at. */
interface Documented {
  readonly docs?: { readonly summary?: string; readonly default?: string };
}
interface TypeReference {
  readonly primitive?: string;
  readonly union?: object;
  readonly collection?: { readonly elementtype: TypeReference };
}
interface Value extends Documented {
  readonly name: string;
  readonly type?: TypeReference;
  readonly optional?: boolean;
}
interface Method extends Documented {
  readonly name?: string;
  readonly parameters?: Value[];
  readonly returns?: Value;
}
interface Type extends Documented {
  readonly name: string;
  readonly kind: 'class' | 'enum' | 'interface';
  readonly datatype?: boolean;
  readonly initializer?: Method;
  readonly members?: Value[];
  readonly methods?: Method[];
  readonly properties?: Value[];
}

/** Made by `npx projen compile`, which `npm test` runs before these tests. */
const assembly = JSON.parse(readFileSync(join(__dirname, '..', '.jsii'), 'utf8'));
const types: Type[] = Object.values(assembly.types);

/** Words that a language that jsii generates code for keeps for itself. */
const RESERVED = new Set([
  // Python
  'and', 'as', 'assert', 'async', 'await', 'del', 'elif', 'except', 'from', 'global', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'with', 'yield',
  // Java
  'abstract', 'boolean', 'byte', 'char', 'double', 'extends', 'final', 'finally', 'float', 'implements', 'import', 'instanceof', 'int', 'long', 'native', 'package', 'short',
  'strictfp', 'super', 'synchronized', 'throws', 'transient', 'volatile', 'hashCode', 'equals', 'toString',
  // C#
  'base', 'checked', 'decimal', 'delegate', 'event', 'explicit', 'extern', 'fixed', 'implicit', 'internal', 'lock', 'namespace', 'object', 'operator', 'out', 'override',
  'params', 'ref', 'sbyte', 'sealed', 'sizeof', 'stackalloc', 'string', 'struct', 'unchecked', 'unsafe', 'ushort', 'using', 'virtual',
  // Go
  'chan', 'copy', 'defer', 'fallthrough', 'func', 'go', 'goto', 'map', 'range', 'select', 'type',
]);

const memberNames = (type: Type) => [...type.methods ?? [], ...type.properties ?? []].map(({ name }) => name!);
const path = (type: Type, member: { readonly name?: string }) => `${type.name}.${member.name ?? 'constructor'}`;

test('every public type and member is documented', () => {
  const undocumented = types.flatMap((type) => [
    ...(type.docs?.summary === undefined ? [type.name] : []),
    ...[...type.members ?? [], ...type.methods ?? [], ...type.properties ?? []]
      .filter(({ docs }) => docs?.summary === undefined)
      .map((member) => path(type, member)),
  ]);

  expect(undocumented).toEqual([]);
});

test('every optional property says what it is by default', () => {
  const silent = types.filter(({ datatype }) => datatype).flatMap((type) => (
    (type.properties ?? []).filter(({ optional, docs }) => optional && docs?.default === undefined).map((property) => path(type, property))
  ));

  expect(silent).toEqual([]);
});

test('nothing public is of more than one type, or of any; but the raw operation of `custom`', () => {
  const isLoose = (type: TypeReference | undefined): boolean => (
    type !== undefined && (type.union !== undefined || type.primitive === 'any' || isLoose(type.collection?.elementtype))
  );
  const loose = types.flatMap((type) => [
    ...(type.properties ?? []).filter((property) => isLoose(property.type)).map((property) => path(type, property)),
    ...[...type.methods ?? [], ...(type.initializer ? [type.initializer] : [])].flatMap((method) => (
      [...method.parameters ?? [], ...(method.returns ? [method.returns] : [])].filter((value) => isLoose(value.type)).map(() => path(type, method))
    )),
  ]);

  expect(loose).toEqual(['BatchOperation.custom']);
});

test('no member has a name that a language keeps for itself', () => {
  const reserved = types.flatMap((type) => memberNames(type).filter((name) => RESERVED.has(name)).map((name) => `${type.name}.${name}`));

  expect(reserved).toEqual([]);
});

