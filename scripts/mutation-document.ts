import { MUTATION_PARTS } from './mutation-parts';

/** What came of the mutants of a part. */
export interface MutationResult {
  readonly part: string;
  /** Noticed by a test, or never ending. */
  readonly killed: number;
  /** Run by tests that notice nothing. */
  readonly survived: number;
  /** Run by no test. */
  readonly uncovered: number;
  /** As in 2026-11-21. */
  readonly date: string;
}

/** docs/MUTATION-TESTS.md, with these results in the order of the parts. */
export function mutationDocument(results: readonly MutationResult[]): string {
  const parts = MUTATION_PARTS.flatMap(({ name }) => results.filter(({ part }) => part === name));
  const sum = (member: 'killed' | 'survived' | 'uncovered') => parts.reduce((total, part) => total + part[member], 0);
  const all = { part: 'all', killed: sum('killed'), survived: sum('survived'), uncovered: sum('uncovered'), date: '' };
  return `# What the tests notice

\`npm run test:mutation\` changes the source in small ways, one at a time ([Stryker](https://stryker-mutator.io)), has the tests run that reach the change, and
writes this file; \`-- --part lambda\` meets the mutants of one part, and leaves the other rows as they are. What survived, line by line, is in
reports/mutation afterwards. The score is the share of mutants that a test notices.

| part | mutants | killed | survived | without a test | score | date |
|---|---|---|---|---|---|---|
${[...parts, all].map(rowOf).join('\n')}
`;
}

/** The results that a document holds. */
export function mutationResultsIn(document: string): MutationResult[] {
  return document.split('\n').flatMap((line) => {
    const [part, , killed, survived, uncovered, , date] = line.split('|').slice(1, -1).map((cell) => cell.trim());
    if (!MUTATION_PARTS.some(({ name }) => name === part)) return [];
    return [{ part, killed: Number(killed), survived: Number(survived), uncovered: Number(uncovered), date }];
  });
}

/** In percent. */
export function scoreOf({ killed, survived, uncovered }: Pick<MutationResult, 'killed' | 'survived' | 'uncovered'>): number {
  return 100 * killed / (killed + survived + uncovered);
}

function rowOf(result: MutationResult): string {
  const { part, killed, survived, uncovered, date } = result;
  return `| ${[part, killed + survived + uncovered, killed, survived, uncovered, `${scoreOf(result).toFixed(1)} %`, date].join(' | ')} |`;
}
