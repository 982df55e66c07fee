import { CORNERS, cornerName } from './matrix-corners';

/** How the tests went in a corner. */
export interface CornerResult {
  /** As `cornerName` says it. */
  readonly corner: string;
  readonly awsCdkLib: string;
  readonly constructs: string;
  readonly node: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** As in 2026-11-21. */
  readonly date: string;
}

/** docs/TEST-MATRIX.md, with these results in the order of the matrix. */
export function matrixDocument(results: readonly CornerResult[]): string {
  const rows = CORNERS.map(cornerName).flatMap((name) => results.filter(({ corner }) => corner === name)).map(rowOf);
  return `# The tests on the oldest and the newest CDK, with each Node.js

\`npm run test:matrix\` writes this file; \`-- --corner newest,22\` runs one corner, and leaves the other rows as they are. Each corner is a copy of the
checkout with these releases installed, built anew.

| corner | aws-cdk-lib | constructs | Node.js | passed | failed | skipped | date |
|---|---|---|---|---|---|---|---|
${rows.join('\n')}
`;
}

/** The results that a document holds. */
export function resultsIn(document: string): CornerResult[] {
  return document.split('\n').flatMap((line) => {
    const cells = line.split('|').slice(1, -1).map((cell) => cell.trim());
    if (!CORNERS.some((corner) => cornerName(corner) === cells[0])) return [];
    const [corner, awsCdkLib, constructs, node, passed, failed, skipped, date] = cells;
    return [{ corner, awsCdkLib, constructs, node, passed: Number(passed), failed: Number(failed), skipped: Number(skipped), date }];
  });
}

/** The results of before, but for corners that there is a new one of. */
export function withResult(results: readonly CornerResult[], result: CornerResult): CornerResult[] {
  return [...results.filter(({ corner }) => corner !== result.corner), result];
}

function rowOf({ corner, awsCdkLib, constructs, node, passed, failed, skipped, date }: CornerResult): string {
  return `| ${[corner, awsCdkLib, constructs, node, passed, failed, skipped, date].join(' | ')} |`;
}
