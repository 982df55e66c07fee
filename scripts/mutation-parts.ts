/** A part of the source whose mutants are met in one go, which takes minutes to an hour. */
export interface MutationPart {
  readonly name: string;
  /** Globs. */
  readonly mutate: readonly string[];
  /** The suite that has to notice, in test/mutation. */
  readonly suite: 'of-constructs' | 'of-handler';
}

const ofConstructs = (name: string, glob = `src/${name}/**/*.ts`): MutationPart => ({ name, mutate: [glob], suite: 'of-constructs' });

export const MUTATION_PARTS: readonly MutationPart[] = [
  ofConstructs('operations'),
  ofConstructs('private', 'src/private/*.ts'),
  ofConstructs('private/bucket'),
  ofConstructs('private/handler'),
  ofConstructs('private/manifest'),
  ofConstructs('private/operation'),
  ofConstructs('private/role'),
  { name: 'lambda', mutate: ['lambda/**/*.ts'], suite: 'of-handler' },
];

/** The parts of these names; of no names: all. */
export function partsNamed(names: readonly string[]): readonly MutationPart[] {
  const unknown = names.filter((name) => !MUTATION_PARTS.some((part) => part.name === name));
  if (unknown.length > 0) throw new Error(`there is no part ${unknown.join(' and none ')}; there are: ${MUTATION_PARTS.map(({ name }) => name).join(' ')}`);
  return names.length === 0 ? MUTATION_PARTS : MUTATION_PARTS.filter(({ name }) => names.includes(name));
}
