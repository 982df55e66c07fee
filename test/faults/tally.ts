import { DISRUPTIONS, MISHAPS, type Fault } from './fault';
import { KNOWN } from './known';
import { describeCell, judge, type Cell } from './matrix';

interface Count {
  cells: number;
  known: number;
  violations: number;
}

/** What came of some cells, as it can be sent to another process. */
export interface Findings {
  /** By scenario and kind of fault. */
  readonly counts: { [scenario: string]: { [kind: string]: Count } };
  readonly violations: string[];
  /** How many cells each known reason explains. */
  readonly explained: { [reason: string]: number };
}

const KINDS: readonly Fault['kind'][] = [...MISHAPS, ...DISRUPTIONS, 'killed while a sibling fails', 'a duplicate'];
const NARROWEST = 11;

/** What came of the cells that were judged: a count for each scenario and kind of fault, and what was wrong. */
export class Tally {
  readonly findings: Findings = { counts: {}, violations: [], explained: Object.fromEntries(KNOWN.map(({ reason }) => [reason, 0])) };

  async judge(cell: Cell): Promise<void> {
    const found = await judge(cell);
    const reasons = found.map((violation) => KNOWN.find((known) => known.applies(cell, violation))?.reason);
    const isViolation = reasons.includes(undefined);
    const isKnown = !isViolation && found.length > 0;
    const [reason] = reasons;
    this.add({
      counts: { [cell.scenario.name]: { [cell.fault.kind]: { cells: 1, known: Number(isKnown), violations: Number(isViolation) } } },
      violations: isViolation ? [`${describeCell(cell)}: ${found.join('; ')}`] : [],
      explained: isViolation || reason === undefined ? {} : { [reason]: 1 },
    });
  }

  add({ counts, violations, explained }: Findings): void {
    for (const [scenario, kinds] of Object.entries(counts)) {
      for (const [kind, { cells, known, violations: violated }] of Object.entries(kinds)) {
        const count = (this.findings.counts[scenario] ??= {})[kind] ??= { cells: 0, known: 0, violations: 0 };
        count.cells += cells;
        count.known += known;
        count.violations += violated;
      }
    }
    this.findings.violations.push(...violations);
    for (const [reason, cells] of Object.entries(explained)) {
      this.findings.explained[reason] += cells;
    }
  }

  get total(): Count {
    const counts = Object.values(this.findings.counts).flatMap((kinds) => Object.values(kinds));
    const sum = (member: keyof Count) => counts.reduce((total, count) => total + count[member], 0);
    return { cells: sum('cells'), known: sum('known'), violations: sum('violations') };
  }

  /** A row for each of the scenarios, a column for each kind of fault: the cells; with `k` the known ones and with `!` the violations among them. */
  table(scenarios: readonly string[]): string {
    const width = Math.max(...scenarios.map((name) => name.length));
    const columns = KINDS.map((kind) => Math.max(kind.length, NARROWEST));
    const line = (name: string, texts: readonly string[]) => [name.padEnd(width), ...texts.map((text, column) => text.padStart(columns[column]))].join('  ');
    return [line('', KINDS), ...scenarios.map((name) => line(name, KINDS.map((kind) => words(this.findings.counts[name]?.[kind]))))].join('\n');
  }

  summary(): string {
    const { cells, known, violations } = this.total;
    return `${cells} cells, ${known} known, ${violations} violations`;
  }
}

function words(count: Count | undefined): string {
  if (count === undefined) {
    return '-';
  }
  return [`${count.cells}`, ...(count.known > 0 ? [`${count.known}k`] : []), ...(count.violations > 0 ? [`${count.violations}!`] : [])].join(' ');
}
