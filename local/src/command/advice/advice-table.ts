import type { Advice } from '../digest/run-digest';

/** What an error means, of some of the texts that it comes with or of all. */
export interface AdviceRow extends Advice {
  readonly says?: RegExp;
}

/** By error code. Of the rows whose text fits, the first holds. */
export interface AdviceTable {
  readonly [code: string]: readonly AdviceRow[];
}

/** One row for an error whatever it says. */
export function always(meaning: string, remedy: string): AdviceRow {
  return { meaning, remedy };
}

/** One row for an error that says something. */
export function saying(says: RegExp, meaning: string, remedy: string): AdviceRow {
  return { says, meaning, remedy };
}

/** What a table knows of an error. */
export function adviceIn(table: AdviceTable, code: string, message: string): Advice | undefined {
  return adviceOf(Object.hasOwn(table, code) ? table[code] : [], message);
}

/** What the first of these rows says whose text fits. */
export function adviceOf(rows: readonly AdviceRow[], message: string): Advice | undefined {
  const found = rows.find(({ says }) => says?.test(message) ?? true);
  return found && { meaning: found.meaning, remedy: found.remedy };
}
