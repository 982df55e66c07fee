/** Something of a request that S3 takes and that can't be played here. */
export interface Unplayed<Part> {
  /** Its path within the part of the request. */
  readonly option: string;
  readonly why: string;
  /** What the request has, where that is worth telling. */
  readonly got?: (part: Part) => string;
  /** Whether a request has it. */
  isIn(part: Part): boolean;
}

/** A line for each of those that a part of a request has. */
export function unplayedIn<Part>(part: Part, path: string, unplayed: readonly Unplayed<Part>[]): string[] {
  return unplayed.filter(({ isIn }) => isIn(part)).map(({ option, why, got }) => `${path}${option}: ${why}${got ? `, got: ${got(part)}` : ''}`);
}

/** A member that can't be played whatever its value. */
export function member<Part extends object>(option: keyof Part & string, why: string): Unplayed<Part> {
  return { option, why, isIn: (part) => part[option] !== undefined };
}
