/** A part of the results. */
export interface Section {
  readonly title: string;
  /** What is measured and how, in Markdown. */
  readonly about: string;
  readonly tables: readonly Table[];
  readonly goals: readonly Goal[];
  /** An SVG. */
  readonly chart?: string;
}

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a figure must not exceed, or not fall below. */
export interface Goal {
  readonly what: string;
  readonly measured: number;
  readonly atMost?: number;
  readonly atLeast?: number;
  /** Why it is missed, and what would have to change; printed only if it is. */
  readonly ifMissed?: string;
}

export function isMet({ measured, atMost = Infinity, atLeast = -Infinity }: Goal): boolean {
  return measured <= atMost && measured >= atLeast;
}
