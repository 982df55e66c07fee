import type { Apps } from './apps';
import { type Cell, describeCell, judge } from './cells';
import { KNOWN } from './known';

interface Count {
  cells: number;
  known: number;
  violations: number;
}

type Kind = `${'before' | 'after'}${'' | ', twice' | ', each time'}`;

const KINDS: readonly Kind[] = ['before', 'after', 'before, twice', 'after, twice', 'before, each time', 'after, each time'];
const SUFFIXES = { 1: '', 2: ', twice', 3: ', each time' } as const;

/** What came of the cells that were judged. */
export class Tally {
  readonly violations: string[] = [];
  /** Cells whose death couldn't be brought about. */
  readonly unmet: string[] = [];
  /** How many cells each known reason explains. */
  readonly explained = new Map(KNOWN.map(({ reason }) => [reason, 0]));
  private readonly counts = new Map<string, Count>();

  async judge(cell: Cell, apps: Apps): Promise<void> {
    const found = await judge(cell, apps);
    if (found === undefined) {
      this.unmet.push(describeCell(cell));
      return;
    }
    const reasons = found.map((violation) => KNOWN.find((known) => known.applies(cell, violation))?.reason);
    const isViolation = reasons.includes(undefined);
    const count = this.countOf(cell.scenario.name, kindOf(cell));
    count.cells++;
    if (isViolation) {
      count.violations++;
      this.violations.push(`${describeCell(cell)}: ${found.join('; ')}`);
    } else if (reasons.length > 0) {
      count.known++;
      this.explained.set(reasons[0]!, this.explained.get(reasons[0]!)! + 1);
    }
  }

  /** A row for each of the scenarios, a column for each kind of death: the cells; with `k` the known ones and with `!` the violations among them. */
  table(scenarios: readonly string[]): string {
    const width = Math.max(...scenarios.map((name) => name.length));
    const line = (name: string, texts: readonly string[]) => [name.padEnd(width), ...texts.map((text, column) => text.padStart(KINDS[column].length))].join('  ');
    return [line('', KINDS), ...scenarios.map((name) => line(name, KINDS.map((kind) => words(this.countOf(name, kind)))))].join('\n');
  }

  get total(): Count {
    const sum = (member: keyof Count) => [...this.counts.values()].reduce((total, count) => total + count[member], 0);
    return { cells: sum('cells'), known: sum('known'), violations: sum('violations') };
  }

  get summary(): string {
    const { cells, known, violations } = this.total;
    return `${cells} cells, ${known} known, ${violations} violations, ${this.unmet.length} not met`;
  }

  /** Known reasons that explain more cells than they may, or none any more: such a one would hide what comes next. */
  get outgrown(): string[] {
    return KNOWN.filter(({ reason, most }) => this.explained.get(reason)! > most || this.explained.get(reason) === 0)
      .map(({ reason, most }) => `explains ${this.explained.get(reason)} cells, and may explain 1 to ${most}: ${reason}`);
  }

  private countOf(scenario: string, kind: Kind): Count {
    const key = `${scenario}; ${kind}`;
    const count = this.counts.get(key) ?? { cells: 0, known: 0, violations: 0 };
    this.counts.set(key, count);
    return count;
  }
}

function kindOf({ death: { when, times } }: Cell): Kind {
  return `${when}${SUFFIXES[times]}`;
}

function words({ cells, known, violations }: Count): string {
  if (cells === 0) {
    return '-';
  }
  return [`${cells}`, ...(known > 0 ? [`${known}k`] : []), ...(violations > 0 ? [`${violations}!`] : [])].join(' ');
}
