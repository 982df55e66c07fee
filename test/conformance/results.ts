import type { Cell } from './cell';

/** What came of a cell. `passed unexpectedly`: the reason that is given for Ceph's server isn't true any more. */
export type Verdict = 'passed' | 'differs' | 'unprovable' | 'failed' | 'passed unexpectedly';

/** A cell, and what came of it. */
export interface Result {
  readonly cell: Cell;
  readonly verdict: Verdict;
  /** How it failed. */
  readonly failure?: string;
}

/** Judges how a cell went; `isCeph`: whether the server is the one that the cell has its excuse for. */
export function judged(cell: Cell, failure: string | undefined, isCeph: boolean): Result {
  const excuse = isCeph ? cell.notInCeph : undefined;
  if (failure === undefined) return { cell, verdict: excuse ? 'passed unexpectedly' : 'passed' };
  return { cell, verdict: excuse?.verdict ?? 'failed', failure };
}

/** Whether nothing happened that nobody expected. */
export function isAsExpected(results: readonly Result[]): boolean {
  return results.every(({ verdict }) => verdict !== 'failed' && verdict !== 'passed unexpectedly');
}

/** A line for each cell, as a run prints them. */
export function resultLines(results: readonly Result[]): string[] {
  const width = Math.max(...results.map(({ cell }) => cell.call.length));
  return results.map(({ cell, verdict, failure }) => {
    const reason = verdict === 'failed' ? failure : verdict === 'passed' ? undefined : cell.notInCeph!.why;
    return `${verdict.padEnd(10)} ${cell.call.padEnd(width)} ${cell.claim}${reason === undefined ? '' : ` (${reason})`}`;
  });
}

/** How many cells came to what. */
export function summary(results: readonly Result[]): string {
  const verdicts: readonly Verdict[] = ['passed', 'differs', 'unprovable', 'failed', 'passed unexpectedly'];
  const counts = verdicts.map((verdict) => [results.filter((result) => result.verdict === verdict).length, verdict] as const);
  return counts.filter(([count, verdict]) => count > 0 || verdict === 'passed').map(([count, verdict]) => `${count} ${verdict}`).join(', ');
}

/** docs/CONFORMANCE.md. */
export function resultsDocument(server: string, date: string, results: readonly Result[]): string {
  const excused = results.filter(({ verdict }) => verdict === 'differs' || verdict === 'unprovable');
  return `# The store's contract, held against a real S3 server

\`npm run test:conformance\` writes this file. Last run: ${date}, ${server}: ${summary(results)}.

The contract is a list of cells: what one call of the S3 API does in one case, as AWS documents it. \`npm test\` holds every cell against the
store in memory, and against the same store behind its HTTP facade, through the AWS SDK's client. This file says what a real server made of them.
Where the server and the documentation differ, the documentation wins.

## Cells

| call | S3… | source | server |
|---|---|---|---|
${results.map(({ cell, verdict }) => `| \`${cell.call}\` | ${escaped(cell.claim)} | ${cell.source} | ${verdict} |`).join('\n')}

## What this server can't show

\`differs\`: it does something else. \`unprovable\`: it hasn't got what the cell is about. The command would show it in an account.

| call | S3… | why not here | command |
|---|---|---|---|
${excused.map(({ cell, cell: { notInCeph } }) => `| \`${cell.call}\` | ${escaped(cell.claim)} | ${notInCeph!.why} | \`${notInCeph!.command}\` |`).join('\n')}
`;
}

function escaped(text: string): string {
  return text.replace(/\|/g, '\\|');
}
