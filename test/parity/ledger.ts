import { EXCEPTIONS, exceptionFor, isAbout, type Exception, type Row } from './exceptions';
import { nameOf, type RoleName } from './grant';
import type { Judgement } from './judge';
import { SCENARIOS } from './scenarios';
import { canBeOn } from './service-authorization';

/** What came of one row's trials. */
interface Entry {
  readonly row: Row;
  readonly scenarios: readonly string[];
  readonly judgement: Judgement;
}

/** Narrow enough for a terminal. */
const WIDTHS = { title: 46, cell: 10 };

/** What is wrong with a row: trials that failed, grants that no trial needs and no exception explains, and those that IAM has no use for. */
export function problemsOf(row: Row, { failures, spare, needed }: Judgement): string[] {
  const unexplained = spare.filter((grant) => exceptionFor(grant, row) === undefined);
  const misplaced = [...spare, ...needed.map(({ grant }) => grant)].filter(({ action, resource }) => !canBeOn(action, resource));
  return [
    ...failures.map((failure) => `fails with all that is derived: ${failure}`),
    ...unexplained.map((grant) => `nothing needs ${nameOf(grant)}`),
    ...misplaced.map((grant) => `IAM knows no ${nameOf(grant)}`),
  ];
}

/** What came of a role's trials, row by row. */
export class Ledger {
  private readonly entries: Entry[] = [];

  constructor(private readonly role: RoleName) {}

  add(row: Row, scenarios: readonly string[], judgement: Judgement): void {
    this.entries.push({ row, scenarios, judgement });
  }

  /** Exceptions that some row should have come upon, and none has. */
  staleExceptions(): Exception[] {
    const used = this.entries.flatMap(({ row, judgement }) => judgement.spare.map((grant) => exceptionFor(grant, row)));
    return EXCEPTIONS.filter((exception) => this.entries.some(({ row }) => isAbout(exception, this.role, row)) && !used.includes(exception));
  }

  /** Each scenario that there is has the number of grants that it shows the need of, but for those that one before it shows. */
  toString(): string {
    const columns = Object.keys(SCENARIOS);
    const ofRow = (entry: Entry) => [
      ...columns.map((column) => entry.scenarios.includes(column) ? shownBy(entry, (trial) => trial === column) : '-'),
      shownBy(entry, (trial) => !columns.includes(trial)),
      ...totalsOf([entry]),
    ];
    const reasons = this.explained();
    const [withheld, failed, excepted] = totalsOf(this.entries);
    const trials = sum(this.entries, ({ scenarios }) => scenarios.length);
    return [
      '',
      `grants of the ${this.role}'s role, by the scenario that fails without them:`,
      line('', [...columns, 'others', 'withheld', 'failed', 'excepted']),
      ...this.entries.map((entry) => line(titleOf(entry.row), ofRow(entry))),
      ...reasons,
      `  ${this.entries.length} rows, ${trials} trials, ${withheld} grants withheld, ${failed} made a trial fail, ${excepted} excepted by ${reasons.length} exceptions`,
      '',
    ].join('\n');
  }

  private explained(): string[] {
    const counts = new Map<Exception, number>();
    for (const { row, judgement } of this.entries) {
      for (const grant of judgement.spare) {
        const exception = exceptionFor(grant, row);
        if (exception) counts.set(exception, (counts.get(exception) ?? 0) + 1);
      }
    }
    return [...counts].map(([{ action, why, source }, count]) => `  ${count} excepted: ${action}, ${why} (${source})`);
  }
}

function line(title: string, cells: readonly (string | number)[]): string {
  return `  ${title.padEnd(WIDTHS.title)}${cells.map((cell) => String(cell).padStart(WIDTHS.cell)).join('')}`;
}

function titleOf({ operation, manifest }: Row): string {
  return operation === undefined ? manifest : `${operation} × ${manifest}`;
}

function shownBy({ judgement: { needed } }: Entry, isMeant: (trial: string) => boolean): number {
  return needed.filter(({ trial }) => isMeant(trial)).length;
}

function totalsOf(entries: readonly Entry[]): [withheld: number, failed: number, excepted: number] {
  const failed = sum(entries, ({ judgement }) => judgement.needed.length);
  const spare = sum(entries, ({ judgement }) => judgement.spare.length);
  const excepted = sum(entries, ({ row, judgement }) => judgement.spare.filter((grant) => exceptionFor(grant, row)).length);
  return [failed + spare, failed, excepted];
}

function sum(entries: readonly Entry[], count: (entry: Entry) => number): number {
  return entries.reduce((total, entry) => total + count(entry), 0);
}
